/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.surroundings;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The options that this JVM was started with, as {@code bin/a6-runner} chooses them, for further
 * JVMs that are to be like it.
 */
public final class JvmOptions {
  /** What names the folder of temporary files, on which nothing that a JVM makes depends. */
  public static final String TEMPORARY = "-Djava.io.tmpdir=";

  /** What says how a JVM runs. Others may write files, open ports or wait for debuggers. */
  private static final List<String> SHAPE =
      List.of(
          "-Xm",
          "-XX:Max",
          "-XX:SurvivorRatio",
          "-XX:+Use",
          "-XX:-Use",
          "-XX:ObjectAlignment",
          "-XX:TrimNativeHeap",
          "-XX:+ExitOn",
          "--sun-misc-unsafe",
          "-Dio.netty.",
          TEMPORARY);

  private static final String ARCHIVE = "-XX:SharedArchiveFile=";

  private static final Set<String> ENDS = Set.of("-jar", "-cp", "-classpath", "--class-path");

  private JvmOptions() {}

  /**
   * Returns the command that this JVM was started by.
   *
   * @return the path of {@code java}
   */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /**
   * Returns those of the options that say how the JVM runs.
   *
   * @return the options in their order; empty if the system does not tell them
   */
  public static Optional<List<String>> shape() {
    return ProcessHandle.current().info().arguments().map(JvmOptions::shapeOf);
  }

  /**
   * Returns the archive of classes that this JVM was started with.
   *
   * @return the file, as it was named; empty if none was, or if the system does not tell
   */
  public static Optional<String> archive() {
    return ProcessHandle.current().info().arguments().flatMap(JvmOptions::archiveOf);
  }

  /** That of a command line, without its command. */
  static Optional<String> archiveOf(String[] arguments) {
    return optionsOf(arguments)
        .filter(option -> option.startsWith(ARCHIVE))
        .map(option -> option.substring(ARCHIVE.length()))
        .reduce((first, last) -> last);
  }

  /** Those of a command line, without its command. */
  static List<String> shapeOf(String[] arguments) {
    return optionsOf(arguments)
        .filter(option -> SHAPE.stream().anyMatch(option::startsWith))
        .toList();
  }

  private static Stream<String> optionsOf(String[] arguments) {
    return Arrays.stream(arguments).takeWhile(argument -> !ENDS.contains(argument));
  }
}
