/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the scripts of the folder {@code ci} write results into pages. */
class CiPagesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String PAGE = "a\n<!-- begin x -->\nold\n<!-- end x -->\nb\n";

  private final Path page;

  CiPagesTest(@TempDir Path folder) throws IOException {
    page = Files.writeString(folder.resolve("page.md"), PAGE);
  }

  @Test
  void write_anotherResult_replacesTheOneBetweenTheMarks() throws Exception {
    assertThat(bash("printf 'new\\nest\\n' | write_between \"$1\" x")).isEmpty();
    assertThat(page).hasContent("a\n<!-- begin x -->\nnew\nest\n<!-- end x -->\nb\n");
  }

  @Test
  void write_whatTheSectionHad_changesNothing() throws Exception {
    assertThat(bash("read_between \"$1\" x | tee /dev/stderr | write_between \"$1\" x"))
        .isEqualTo("old\n");
    assertThat(page).hasContent(PAGE);
  }

  @Test
  void write_sectionThatThePageHasNot_isRefused() throws Exception {
    assertThat(bash("echo new | write_between \"$1\" y"))
        .isEqualTo("ci/test: " + page + ": nothing about y (expected: a line <!-- begin y -->)\n");
    assertThat(page).hasContent(PAGE);
  }

  /** Runs a line of a script with the page as its argument; what it says on stderr. */
  private String bash(String line) throws IOException, InterruptedException {
    String script = "set -euo pipefail; self=ci/test; . ci/common.sh; " + line;
    Process process =
        new ProcessBuilder("bash", "-c", script, "bash", page.toString())
            .directory(ROOT.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
