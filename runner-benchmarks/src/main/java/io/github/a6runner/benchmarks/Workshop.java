/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes what a benchmark needs out of a checkout: the C tools and an unpacked distribution. */
final class Workshop {
  private final Path root;
  private final Map<String, String> environment;

  /**
   * Makes one.
   *
   * @param root the checkout
   * @param environment the variables; {@code CC} names the compiler
   */
  Workshop(Path root, Map<String, String> environment) {
    this.root = root;
    this.environment = environment;
  }

  /** Where everything is put that a benchmark makes. */
  Path folder() {
    return module().resolve("target/benchmark");
  }

  Path module() {
    return root.resolve("runner-benchmarks");
  }

  /** Compiles a tool, which is a folder of sources, and returns it. */
  Path tool(String name) throws BenchmarkException {
    Path tool = directory(folder().resolve("tools")).resolve(name);
    String compiler = environment.getOrDefault("CC", "cc");
    List<String> command = new ArrayList<>();
    Collections.addAll(command, compiler, "-std=c11", "-O2", "-o", tool.toString());
    command.addAll(sources(module().resolve("src/main/c").resolve(name)));
    command.add("-lm");
    try {
      Commands.run(root, Map.of(), command);
    } catch (BenchmarkException e) {
      throw new BenchmarkException(
          e.getMessage() + "\n(expected: a C compiler as cc on the PATH, or named by CC)", e);
    }
    return tool;
  }

  private static List<String> sources(Path folder) throws BenchmarkException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).filter(file -> file.endsWith(".c")).sorted().toList();
    } catch (IOException e) {
      throw new BenchmarkException(folder + ": missing (expected: the sources of a tool)", e);
    }
  }

  /** The jar of the filters that are measured, in a folder of its own. */
  Path plugins() throws BenchmarkException {
    Path jar = theOne(module().resolve("target"), "runner-benchmarks-*-plugin.jar");
    Path plugins = directory(folder().resolve("plugins"));
    try {
      Files.write(plugins.resolve("benchmark.jar"), Files.readAllBytes(jar));
      return plugins;
    } catch (IOException e) {
      throw new BenchmarkException(plugins + ": " + e, e);
    }
  }

  /**
   * An installation of the runner: the folder itself, or if it is a checkout, what its build has
   * packed, unpacked.
   *
   * @param source the folder
   * @param name what to call the copy
   */
  Path installation(Path source, String name) throws BenchmarkException {
    if (Files.exists(source.resolve("lib/a6-runner.jar"))) {
      return source.toAbsolutePath();
    }
    Path archive = theOne(source.resolve("runner-starter/target"), "a6-runner-*.tar.gz");
    Path target = directory(folder().resolve("installations").resolve(name));
    Commands.run(
        target,
        Map.of(),
        List.of("tar", "-xzf", archive.toAbsolutePath().toString(), "--strip-components=1"));
    return target;
  }

  static Path directory(Path path) throws BenchmarkException {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new BenchmarkException(path + ": " + e, e);
    }
  }

  private static Path theOne(Path folder, String pattern) throws BenchmarkException {
    try (Stream<Path> files = Files.list(folder)) {
      var matcher = folder.getFileSystem().getPathMatcher("glob:" + pattern);
      List<Path> found =
          files.filter(file -> matcher.matches(file.getFileName())).sorted().toList();
      if (found.size() == 1) {
        return found.get(0);
      }
      throw new BenchmarkException(
          "%s/%s: %d files (expected: one, of mvn package)"
              .formatted(folder, pattern, found.size()));
    } catch (IOException e) {
      throw new BenchmarkException(folder + ": missing (expected: what mvn package makes)", e);
    }
  }
}
