/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import io.github.a6runner.core.file.FileFailure;
import io.github.a6runner.core.socket.RuntimeDir;
import io.github.a6runner.core.socket.StartException;
import io.github.a6runner.starter.configuration.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the folders that a runner needs are as it needs them. */
final class FolderChecks {
  private FolderChecks() {}

  /** Looks at all of a configuration. */
  static List<Finding> of(Config config, Map<String, String> environment, Machine machine) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    List<Finding> findings = new ArrayList<>();
    findings.add(plugins(FolderFacts.of(config.plugins())));
    findings.add(log(FolderFacts.upwards(config.log().file())));
    findings.addAll(temporary(FolderFacts.of(temporary), machine.mayExecute(temporary)));
    findings.add(runtime(config.runner().runtimeDir(), environment));
    return findings;
  }

  /** The folder of the plugins. */
  static Finding plugins(FolderFacts folder) {
    if (!folder.exists()) {
      return Finding.fail(
          "plugins folder", folder.path() + " is not there", "make it, or set plugins");
    }
    return folder.others().contains("w")
        ? Finding.warn(
            "plugins folder",
            folder.path() + " can be written to by everybody, and what is there is executed",
            "chmod o-w " + folder.path())
        : Finding.ok("plugins folder", folder.path().toString());
  }

  /**
   * The folder of the log file.
   *
   * @param file what is to be the file, and all folders above it
   */
  static Finding log(List<FolderFacts> file) {
    if (file.get(0).exists()) {
      return Finding.warn(
          "log file",
          file.get(0).path() + " is a folder, the log goes to stderr (APISIX's error.log)",
          "set log.file to a file in it");
    }
    List<FolderFacts> above = file.subList(1, file.size());
    FolderFacts folder = above.get(0);
    if (FolderFacts.canBeUsed(above)) {
      return Finding.ok("log folder", folder.path() + (folder.exists() ? "" : " can be made"));
    }
    return Finding.warn(
        "log folder",
        folder.path() + " cannot be written to, the log goes to stderr (APISIX's error.log)",
        "chown it, or set log.file");
  }

  /**
   * The folder for temporary files, where plugins are copied to and native code comes from.
   *
   * @param executable whether the file system lets programs there be executed
   */
  static List<Finding> temporary(FolderFacts folder, boolean executable) {
    String other = "A6_RUNNER_JAVA_OPTS=-Djava.io.tmpdir=DIR names another folder";
    if (!folder.exists() || !folder.writable()) {
      return List.of(
          Finding.fail("temporary files", folder.path() + " cannot be written to", other));
    }
    List<Finding> findings = new ArrayList<>();
    if (folder.others().contains("w") && !folder.sticky()) {
      findings.add(
          Finding.warn(
              "temporary files",
              folder.path() + " lets everybody remove the files of others",
              "chmod +t " + folder.path()));
    }
    if (!executable) {
      findings.add(
          Finding.warn(
              "temporary files",
              folder.path()
                  + " is mounted noexec: without Netty's native library workers of nginx are not"
                  + " recognized",
              other));
    }
    return findings.isEmpty()
        ? List.of(Finding.ok("temporary files", folder.path().toString()))
        : findings;
  }

  private static Finding runtime(Optional<Path> named, Map<String, String> environment) {
    try {
      // The runner's user is to make it: who asks here may be another, root for instance.
      Path folder = RuntimeDir.find(named, environment);
      return Finding.ok("runtime folder", folder + (Files.exists(folder) ? "" : " can be made"));
    } catch (StartException e) {
      return Finding.fail("runtime folder", FileFailure.of(e), "set runtime-dir");
    }
  }
}
