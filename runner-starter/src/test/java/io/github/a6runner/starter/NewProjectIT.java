/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plugin's project that the distribution makes, for a user whose Maven has nothing yet. */
@Timeout(value = 10, unit = TimeUnit.MINUTES) // Maven fills an empty repository.
class NewProjectIT {
  private static final String VERSION = System.getProperty("a6.version");

  private final Path folder;

  NewProjectIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void new_byADistribution_makesWhatBuildsAndRuns() throws Exception {
    Map<String, String> environment = FreshMaven.in(folder);
    Path home = Distribution.unpack(folder);
    String a6Runner = home.resolve("bin/a6-runner").toString();

    assertThat(said(environment, a6Runner, "new", "my-plugin")).contains("wrote my-plugin");
    Path jar =
        Path.of("io/github/a6runner/runner-testkit", VERSION, "runner-testkit-" + VERSION + ".jar");
    assertThat(folder.resolve(".m2/repository").resolve(jar))
        .hasSameBinaryContentAs(home.resolve("lib/maven").resolve(jar));
    assertThat(said(environment, "mvn", "-B", "-f", "my-plugin", "package"))
        .contains("Tests run: 4, Failures: 0, Errors: 0, Skipped: 0");
    assertThat(
            said(
                environment,
                a6Runner,
                "call",
                "--plugins",
                "my-plugin/target/plugins",
                "--filter",
                "my-plugin",
                "--path",
                "/?name=you"))
        .contains("Hello, you");
  }

  private String said(Map<String, String> environment, String... command) throws Exception {
    try (RunnerProcess process = RunnerProcess.start(folder, environment, command)) {
      String said = process.out();
      assertThat(process.awaitEnd()).as("%s%n%s", said, process.err()).isZero();
      return said;
    }
  }
}
