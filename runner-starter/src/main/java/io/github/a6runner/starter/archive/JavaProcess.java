/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.archive;

import io.github.a6runner.starter.surroundings.ApisixVariables;
import io.github.a6runner.starter.surroundings.ChildProcess;
import io.github.a6runner.starter.surroundings.Installation;
import io.github.a6runner.starter.surroundings.JvmOptions;
import io.github.a6runner.starter.surroundings.Surroundings;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * Starts further JVMs like this one, of the same jar. Immutable.
 *
 * @param java the command
 * @param options the options of this JVM that say how it runs, on which an archive depends
 * @param jar the runner's jar
 * @param archive the archive of classes that this JVM was started with
 */
record JavaProcess(Path java, List<String> options, Path jar, Optional<String> archive) {
  private static final Duration DUMP_LIMIT = Duration.ofMinutes(2);
  private static final int FIRST_WITH_LINKED_CLASSES = 24;

  /** Where the kernel may kill something, and who may wait, it is to be this. */
  private static final List<String> WRAPPER =
      List.of(
          "/bin/sh",
          "-c",
          "{ echo 1000 >/proc/self/oom_score_adj; } 2>/dev/null;"
              + " if command -v nice >/dev/null; then exec nice -n 19 \"$@\"; fi; exec \"$@\"",
          "a6-runner");

  /** How a process stands to the others of the machine. */
  enum Priority {
    /** As this one. */
    SAME,
    /** Behind all others. */
    LOW
  }

  JavaProcess {
    options = List.copyOf(options);
  }

  /** This process; empty if it does not run from a jar or the system does not tell its options. */
  static Optional<JavaProcess> own() {
    Path jar = Installation.code();
    return JvmOptions.shape()
        .filter(options -> Files.isRegularFile(jar))
        .map(options -> new JavaProcess(JvmOptions.java(), options, jar, JvmOptions.archive()));
  }

  /** What an archive of classes is good for, as a text. Reads the jar. */
  String identity() throws IOException {
    CRC32 sum = new CRC32();
    try (InputStream in = new CheckedInputStream(Files.newInputStream(jar), sum)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return Stream.of(
            System.getProperty("java.vm.vendor"),
            System.getProperty("java.vm.version"),
            java,
            options.stream().filter(option -> !option.startsWith(JvmOptions.TEMPORARY)).toList(),
            jar,
            Files.size(jar),
            Files.getLastModifiedTime(jar),
            Long.toHexString(sum.getValue()))
        .map(part -> part + "\n")
        .reduce("", String::concat);
  }

  /** What starts the runner, with options of the JVM before its own. */
  ProcessBuilder runner(List<String> jvm, List<String> arguments, File err, Priority priority) {
    List<String> command = new ArrayList<>(priority == Priority.LOW ? WRAPPER : List.of());
    command.add(java.toString());
    command.addAll(options);
    command.addAll(jvm);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err);
    builder.redirectInput(new File("/dev/null"));
    builder.environment().keySet().removeIf(name -> name.startsWith(Surroundings.PREFIX));
    ApisixVariables.removeFrom(builder.environment());
    return builder;
  }

  /** Makes an archive of listed classes. */
  void dump(Path list, Path archive, Path said, Priority priority)
      throws IOException, InterruptedException {
    List<String> jvm = new ArrayList<>(List.of("-Xshare:dump"));
    jvm.add("-XX:SharedClassListFile=" + list);
    jvm.add("-XX:SharedArchiveFile=" + archive);
    jvm.add("-Xlog:all=error:stderr");
    if (Runtime.version().feature() >= FIRST_WITH_LINKED_CLASSES) {
      jvm.add("-XX:+AOTClassLinking");
    }
    ProcessBuilder dump =
        runner(jvm, List.of(), said.toFile(), priority)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try (ChildProcess process = ChildProcess.start(dump, DUMP_LIMIT)) {
      if (process.await() != 0 || !Files.exists(archive)) {
        throw new IOException("the JVM made none: " + Files.readString(said).strip());
      }
    }
  }
}
