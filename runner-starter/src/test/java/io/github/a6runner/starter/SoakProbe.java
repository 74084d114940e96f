/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks at what a process holds, from the outside: through the system, and through the JVM's own
 * tool, which collects garbage first.
 */
final class SoakProbe {
  /** What a JVM has to be started with. */
  static final String JVM_OPTION = "-XX:NativeMemoryTracking=summary";

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");
  private static final Pattern LOADERS =
      Pattern.compile(
          "(?m)^ *\\d+: +(\\d+) +\\d+ +io\\.github\\.a6runner\\.core\\.PluginClassLoader\\b");
  private static final Pattern OTHER =
      Pattern.compile("Other \\(reserved=\\d+KB, committed=(\\d+)KB");
  private static final Pattern CLASSES = Pattern.compile("\\(classes #(\\d+)\\)");
  private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+(\\d+)");

  private final Path proc;
  private final long pid;
  private final Path temporary;
  private final Path commands;

  SoakProbe(long pid, Path temporary, Path scratch) throws IOException {
    this.proc = Path.of("/proc", Long.toString(pid));
    this.pid = pid;
    this.temporary = temporary;
    this.commands =
        Files.writeString(
            scratch.resolve("jcmd"), "GC.class_histogram\nVM.native_memory summary\n");
  }

  Map<SoakThing, Long> look() throws IOException, InterruptedException {
    Map<SoakThing, Long> sample = new EnumMap<>(SoakThing.class);
    String said = jcmd();
    sample.put(SoakThing.HEAP, number(TOTAL, said) / 1024);
    sample.put(SoakThing.DIRECT, OTHER.matcher(said).find() ? number(OTHER, said) : 0);
    sample.put(SoakThing.LOADERS, LOADERS.matcher(said).find() ? number(LOADERS, said) : 0);
    sample.put(SoakThing.CLASSES, number(CLASSES, said));
    String status = Files.readString(proc.resolve("status"));
    sample.put(SoakThing.THREADS, number(THREADS, status));
    sample.put(SoakThing.FILES, count(proc.resolve("fd")));
    sample.put(SoakThing.LEFT, count(temporary));
    return sample;
  }

  private static long number(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException(
          pattern + ": not in " + text.substring(0, Math.min(500, text.length())));
    }
    return Long.parseLong(matcher.group(1));
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private String jcmd() throws IOException, InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Path said = commands.resolveSibling("jcmd.out");
    ProcessBuilder builder =
        new ProcessBuilder(tool.toString(), Long.toString(pid), "-f", commands.toString());
    // jcmd looks for the process's socket where the process has its temporary files: /tmp always.
    Process jcmd =
        builder
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(said.toFile())
            .start();
    if (!jcmd.waitFor(60, TimeUnit.SECONDS)) {
      jcmd.destroyForcibly();
      throw new IOException("jcmd: no answer in a minute");
    }
    return Files.readString(said, StandardCharsets.UTF_8);
  }
}
