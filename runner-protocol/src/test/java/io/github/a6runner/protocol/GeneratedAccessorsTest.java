/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed accessors are what {@code ci/generate-protocol} makes of the schema. */
class GeneratedAccessorsTest {

  /** Unpacked by the build where there is one for the platform. */
  private static final Path COMPILER = Path.of("target/schema-compiler/bin/flatc");

  private static final Path SCHEMA = Path.of("src/main/flatbuffers/ext-plugin.fbs");
  private static final Path COMMITTED = Path.of("src/generated/java");

  @Test
  void generate_fromSchema_makesTheCommittedFiles(@TempDir Path folder) throws Exception {
    assumeTrue(Files.exists(COMPILER), "no schema compiler for this platform");
    assertThat(COMPILER.toFile().setExecutable(true)).isTrue();
    generate(folder);
    Map<String, String> generated = javaFiles(folder);
    generated.replaceAll((file, text) -> text.replace("FLATBUFFERS_2_0_8", "FLATBUFFERS_25_2_10"));
    assertThat(generated).hasSizeGreaterThan(10).isEqualTo(javaFiles(COMMITTED));
  }

  private static void generate(Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                COMPILER.toString(), "--java", "-o", folder.toString(), SCHEMA.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }

  private static Map<String, String> javaFiles(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      paths
          .filter(path -> path.toString().endsWith(".java"))
          .forEach(path -> files.put(root.relativize(path).toString(), read(path)));
    }
    return files;
  }

  private static String read(Path path) {
    try {
      return Files.readString(path, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
