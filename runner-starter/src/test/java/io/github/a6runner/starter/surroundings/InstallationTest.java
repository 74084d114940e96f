/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
  private final Path folder;

  InstallationTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void of_libOfADistribution_isTheFolderAbove() throws IOException {
    configIn(folder);

    Installation installation = Installation.of(folder.resolve("lib"));

    assertThat(installation)
        .isEqualTo(new Installation(folder, folder.resolve("plugins"), folder.resolve("logs")));
  }

  @Test
  void of_libBesideTheScriptAlone_isTheFolderAbove() throws IOException {
    Path home = folder.resolve("a6-runner");
    configIn(folder); // of something else
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("bin/a6-runner"), "");

    Installation installation = Installation.of(home.resolve("lib"));

    assertThat(installation)
        .isEqualTo(new Installation(home, home.resolve("plugins"), home.resolve("logs")));
    assertThat(installation.config()).doesNotExist();
  }

  @Test
  void of_targetOfACheckout_keepsBuiltThingsInTarget() throws IOException {
    configIn(folder);
    Path target = folder.resolve("runner-starter/target");

    Installation installation = Installation.of(target);

    assertThat(installation)
        .isEqualTo(new Installation(folder, target.resolve("plugins"), target.resolve("logs")));
  }

  @Test
  void of_jarBelowAnotherScript_looksBesideIt() throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    Files.writeString(folder.resolve("bin/a6-runner"), "one that calls the jar");
    Path home = folder.resolve("share/a6-runner");

    assertThat(Installation.of(home).home()).isEqualTo(home);
  }

  @Test
  void of_jarOnItsOwn_looksBesideIt() {
    assertThat(Installation.of(folder).plugins()).isEqualTo(folder.resolve("plugins"));
  }

  @Test
  void resolve_relativePath_beginsAtHome() {
    Installation installation = Installation.of(folder);

    assertThat(installation.resolve("logs/x.log")).isEqualTo(folder.resolve("logs/x.log"));
    assertThat(installation.resolve("/var/x.log")).isEqualTo(Path.of("/var/x.log"));
  }

  private static void configIn(Path home) throws IOException {
    Files.createDirectories(home.resolve("conf"));
    Files.writeString(home.resolve("conf/runner.yaml"), "");
  }
}
