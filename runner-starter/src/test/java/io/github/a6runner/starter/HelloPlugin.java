/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Filter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The jar of a plugin with one filter, {@code hi}, which answers with a text. */
final class HelloPlugin {
  private static final String SOURCE =
      """
      import io.github.a6runner.api.*;

      public final class Hi implements Filter<String> {
        @Override public String name() { return "hi"; }

        @Override public String configure(ConfSource source) { return "%s"; }

        @Override public Decision onRequest(RequestCall call, String text) {
          return Decision.stop(200).body(text);
        }
      }
      """;

  private HelloPlugin() {}

  /** Compiles it in a folder and moves it to where it belongs, in one piece. */
  static void write(Path work, Path jar, String text) throws Exception {
    Path source = Files.writeString(work.resolve("Hi.java"), SOURCE.formatted(text));
    Path api = Path.of(Filter.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String[] options = {"-proc:none", "-cp", api.toString(), source.toString()};
    assertThat(compiler.run(null, null, null, options)).isZero();
    Path made = work.resolve("hi.jar");
    byte[] code = Files.readAllBytes(work.resolve("Hi.class"));
    FilterJar.pack(made, List.of("Hi"), Map.of("Hi.class", code));
    Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
  }
}
