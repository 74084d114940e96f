/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What was built, laid out as it is installed and readable by every user of the machine. */
final class SharedInstallation {
  /** The user that nginx workers run as by default. */
  static final int NOBODY = 65534;

  private final Path home;

  private SharedInstallation(Path home) {
    this.home = home;
  }

  /** Lays it out in a folder, to which others get access. */
  static SharedInstallation in(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path home = Files.createDirectory(folder.resolve("home"));
    for (String name : List.of("bin", "conf", "lib", "plugins")) {
      Files.createDirectory(home.resolve(name));
    }
    Path target = RunnerProcess.JAR.resolveSibling("plugins");
    Files.copy(RunnerProcess.JAR, home.resolve("lib/a6-runner.jar"));
    Files.copy(target.resolve("runner-sample-plugins.jar"), home.resolve("plugins/samples.jar"));
    Files.copy(RunnerProcess.ROOT.resolve("bin/a6-runner"), home.resolve("bin/a6-runner"));
    Files.copy(RunnerProcess.ROOT.resolve("conf/runner.yaml"), home.resolve("conf/runner.yaml"));
    open(home);
    return new SharedInstallation(home);
  }

  private static void open(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.toList()) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  /** Skips a test that only root can do. */
  static void assumeRoot() {
    assumeTrue(
        System.getProperty("user.name").equals("root"),
        "not root: processes of other users cannot be started");
  }

  Path home() {
    return home;
  }

  /** The words of a command line. */
  List<String> command(String... args) {
    List<String> words = new ArrayList<>(List.of(home.resolve("bin/a6-runner").toString()));
    words.addAll(List.of(args));
    return words;
  }

  /** The words of a call to a socket that the filter {@code say} answers. */
  List<String> call(Path socket) {
    return command("call", "--socket", "unix:" + socket, "--filter", "say={\"body\":\"hi\"}");
  }

  /** Words that start a command line as another user. */
  static List<String> as(int user, List<String> command) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"));
    words.addAll(command);
    return words;
  }

  /** Starts a command line; no archive of classes is made meanwhile. */
  RunnerProcess start(List<String> command) throws IOException {
    Map<String, String> environment = Map.of("A6_RUNNER_ARCHIVE_DIR", "");
    return RunnerProcess.start(home, environment, command.toArray(String[]::new));
  }
}
