/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.starter.surroundings.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the command {@code plugins --json} when the plugins' files have changed. In a process of its
 * own, since to list filters is to load and start them. Thread-safe.
 */
final class PluginListing implements FilterListing {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int DEPTH = 8;

  private final List<String> command;
  private final List<Path> folders;
  private String seen = "";
  private String listing = "";

  /**
   * Creates a listing; nothing is run before it is asked for.
   *
   * @param command what to run
   * @param folders what it reads
   */
  PluginListing(List<String> command, List<Path> folders) {
    this.command = List.copyOf(command);
    this.folders = List.copyOf(folders);
  }

  @Override
  public synchronized String json() throws IOException {
    String now = stamp();
    if (!now.equals(seen)) {
      listing = run();
      seen = now;
    }
    return listing;
  }

  /** How the files look from outside. */
  private String stamp() throws IOException {
    StringBuilder all = new StringBuilder("files");
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
          all.append(files.map(PluginListing::look).sorted().collect(Collectors.joining("\n")));
        } catch (UncheckedIOException e) {
          throw e.getCause(); // a file that went away, or a link to where the walk came from
        }
      }
    }
    return all.toString();
  }

  private static String look(Path file) {
    File seen = file.toFile();
    return file + " " + seen.length() + " " + seen.lastModified();
  }

  private String run() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    try (ChildProcess process = ChildProcess.start(builder, PATIENCE)) {
      String out = new String(process.out().readAllBytes(), StandardCharsets.UTF_8);
      if (!out.stripLeading().startsWith("{")) {
        throw new IOException("the command plugins: no answer (expected: JSON)");
      }
      return out;
    }
  }
}
