/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With scripts in place of the load generator, and a server that is nothing but Netty. */
class LoadGeneratorTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void run_errorsAmongCalls_isAProblem() throws Exception {
    LoadGenerator generator =
        generator("echo '{\"calls\":9,\"errors\":1,\"error_kinds\":{\"timeout\":1}}'; exit 1");

    try (Server server = server()) {
      assertThatExceptionOfType(BenchmarkException.class)
          .isThrownBy(() -> generator.run(server, Load.of("say")))
          .withMessageContaining("bare: 9 calls, 1 errors {\"timeout\":1} (expected: ");
    }
  }

  @Test
  void run_complaint_isAProblem() throws Exception {
    try (Server server = server()) {
      assertThatExceptionOfType(BenchmarkException.class)
          .isThrownBy(() -> generator("echo a6load: gone; exit 3").run(server, Load.of("say")))
          .withMessageContaining("bare: a6load: gone");
    }
  }

  @Test
  void run_load_handsItsArgumentsOn() throws Exception {
    LoadGenerator generator = generator("echo \"$@\" > arguments; echo '{\"calls\":9}'");

    try (Server server = server()) {
      assertThat(generator.run(server, Load.of("say")).calls()).isEqualTo(9);
      assertThat(Files.readString(folder.resolve("arguments")))
          .contains("--plugin say", "--pid " + server.pid());
    }
  }

  private LoadGenerator generator(String script) throws IOException {
    return Stands.generator(folder, script);
  }

  private Server server() throws BenchmarkException {
    return Server.start(Stands.bare("bare"), folder, Server.PATIENCE);
  }
}
