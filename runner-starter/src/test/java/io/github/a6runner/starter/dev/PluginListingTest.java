/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginListingTest {
  private final Path plugins;
  private final Path runs;

  PluginListingTest(@TempDir Path folder) throws IOException {
    this.plugins = Files.createDirectory(folder.resolve("plugins"));
    this.runs = folder.resolve("runs");
  }

  @Test
  void json_filesThatStay_areReadOnce() throws Exception {
    PluginListing listing = listing("echo '{}'");

    assertThat(listing.json()).isEqualTo("{}\n");
    assertThat(listing.json()).isEqualTo("{}\n");
    assertThat(runs).hasContent("x");
  }

  @Test
  void json_changedFile_isReadAgain() throws Exception {
    PluginListing listing = listing("echo '{}'");
    listing.json();

    Files.writeString(plugins.resolve("new.jar"), "");

    listing.json();
    assertThat(runs).hasContent("xx");
  }

  @Test
  void json_commandThatEndsBeforeItsAnswerIsRead_isReadToTheEnd() throws Exception {
    for (int i = 0; i < 50; i++) {
      assertThat(listing("printf '{%60000s}' ''").json()).hasSize(60_002);
    }
  }

  @Test
  void json_exitStatusForProblems_isNoFailure() throws Exception {
    assertThat(listing("echo '{}'; exit 1").json()).isEqualTo("{}\n");
  }

  @Test
  void json_noJson_isAFailure() {
    assertThatThrownBy(() -> listing("echo no").json())
        .isInstanceOf(IOException.class)
        .hasMessage("the command plugins: no answer (expected: JSON)");
  }

  private PluginListing listing(String script) {
    String counted = "printf x >> '" + runs + "'; " + script;
    return new PluginListing(List.of("/bin/sh", "-c", counted), List.of(plugins));
  }
}
