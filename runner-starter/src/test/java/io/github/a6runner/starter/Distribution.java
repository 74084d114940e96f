/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

/** The distribution that was built. */
final class Distribution {

  private Distribution() {}

  /** Unpacks it and returns the folder of the installation. */
  static Path unpack(Path parent) throws Exception {
    String name = "a6-runner-" + System.getProperty("a6.version");
    Path archive = RunnerProcess.JAR.resolveSibling(name + ".tar.gz");
    try (RunnerProcess tar =
        RunnerProcess.start(parent, Map.of(), "tar", "-xzf", archive.toString())) {
      assertThat(tar.awaitEnd()).isZero();
    }
    return parent.resolve(name);
  }
}
