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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
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
    Path program = folder.resolve("generator");
    Files.writeString(program, "#!/bin/sh\ncd " + folder + "\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return new LoadGenerator(program);
  }

  private Server server() throws BenchmarkException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            BareEcho.class.getName());
    return Server.start(
        new Contestant("bare", command, Map.of(), Contestant.Filters.SAY), folder, Server.PATIENCE);
  }
}
