/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleTest {
  private static final String MODULE =
      """
      module org.acme {
        requires io.github.a6runner.api;
        provides io.github.a6runner.api.Filter with org.acme.Nothing;
      }
      """;

  private static final String FILTER =
      """
      package org.acme;

      import io.github.a6runner.api.*;

      public final class Nothing implements Filter<String> {
        public String name() { return "nothing"; }

        public String configure(ConfSource source) { return source.text(); }
      }
      """;

  @Test
  void plugin_thatIsAModule_compilesAgainstTheApiAlone(@TempDir Path folder) throws IOException {
    Path module = Files.writeString(folder.resolve("module-info.java"), MODULE);
    Path filter = Files.writeString(folder.resolve("Nothing.java"), FILTER);
    String[] options = {
      "-Xlint:all",
      "-Werror",
      "-p",
      "target/classes",
      "-d",
      folder.toString(),
      module.toString(),
      filter.toString()
    };

    StringWriter said = new StringWriter();
    PrintWriter messages = new PrintWriter(said);
    int status = ToolProvider.findFirst("javac").orElseThrow().run(messages, messages, options);

    assertThat(status).as("%s", said).isZero();
  }
}
