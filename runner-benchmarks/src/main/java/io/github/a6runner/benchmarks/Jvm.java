/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A JVM of the machine.
 *
 * @param feature its version, 17 for example
 * @param home its folder
 * @param version its version in full, and who has built it
 */
record Jvm(int feature, Path home, String version) {
  private static final List<Integer> WANTED = List.of(17, 25);

  /**
   * Finds a JVM of each version that is measured: the one that a variable such as {@code
   * JAVA_HOME_17} names, else one that lies beside {@code JAVA_HOME} or the JVM of this process.
   *
   * @param environment the variables
   * @param own the JVM of this process
   */
  static List<Jvm> find(Map<String, String> environment, Path own) {
    List<Jvm> all =
        candidates(environment, own).stream().flatMap(each -> at(each).stream()).toList();
    return WANTED.stream()
        .flatMap(feature -> all.stream().filter(jvm -> jvm.feature() == feature).limit(1))
        .toList();
  }

  /** The JVM of a folder, if it is one that says so. */
  static Optional<Jvm> at(Path home) {
    Path java = home.resolve("bin/java");
    Properties release = new Properties();
    try (var reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
    } catch (IOException e) {
      return Optional.empty();
    }
    String version = unquoted(release, "JAVA_VERSION");
    String feature = version.replaceFirst("\\D.*", "");
    return feature.isEmpty() || !Files.isExecutable(java)
        ? Optional.empty()
        : Optional.of(
            new Jvm(
                Integer.parseInt(feature),
                home,
                (version + " " + unquoted(release, "IMPLEMENTOR")).strip()));
  }

  String java() {
    return home.resolve("bin/java").toString();
  }

  private static List<Path> candidates(Map<String, String> environment, Path own) {
    List<Path> candidates = new ArrayList<>();
    for (int feature : WANTED) {
      Optional.ofNullable(environment.get("JAVA_HOME_" + feature))
          .map(Path::of)
          .ifPresent(candidates::add);
    }
    Optional.ofNullable(environment.get("JAVA_HOME")).map(Path::of).ifPresent(candidates::add);
    candidates.add(own);
    for (Path each : List.copyOf(candidates)) {
      candidates.addAll(siblings(each));
    }
    return candidates;
  }

  private static List<Path> siblings(Path home) {
    Path parent = home.toAbsolutePath().normalize().getParent();
    if (parent == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(parent)) {
      return files.sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String unquoted(Properties release, String key) {
    return release.getProperty(key, "").replace("\"", "");
  }
}
