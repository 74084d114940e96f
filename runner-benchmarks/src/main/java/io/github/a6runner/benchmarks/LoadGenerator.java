/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The load generator, {@code a6load}. Thread-safe; each run is a process. */
final class LoadGenerator {
  private final Path program;

  LoadGenerator(Path program) {
    this.program = program;
  }

  /**
   * Loads a server.
   *
   * @throws BenchmarkException if it cannot, or if there were errors among the calls
   */
  LoadResult run(Server server, Load load) throws BenchmarkException {
    return result(server, begin(server, load));
  }

  /** Begins to load a server; its result is to be asked for. */
  Process begin(Server server, Load load) throws BenchmarkException {
    List<String> command = command(server.socket());
    command.addAll(load.arguments());
    command.addAll(List.of("--pid", String.valueOf(server.pid())));
    return start(new ProcessBuilder(command));
  }

  /** Waits for the result of a load. */
  static LoadResult result(Server server, Process begun) throws BenchmarkException {
    String output = output(begun);
    if (!output.startsWith("{")) {
      throw server.problem(output.strip());
    }
    LoadResult result = LoadResult.parse(output);
    if (result.errors() > 0 || result.calls() == 0) {
      throw server.problem(
          "%d calls, %d errors %s (expected: calls, and no errors)"
              .formatted(result.calls(), result.errors(), result.errorKinds()));
    }
    return result;
  }

  /**
   * Starts and ends a server several times.
   *
   * @param folder where its socket is to be
   * @throws BenchmarkException if it does not come up
   */
  StartResult starts(Contestant contestant, Path folder, int runs) throws BenchmarkException {
    Path socket = folder.resolve("s");
    List<String> command = command(socket);
    command.addAll(List.of("--mode", "startup", "--runs", String.valueOf(runs)));
    command.addAll(List.of("--server-log", folder.resolve("log").toString(), "--"));
    command.addAll(contestant.command());
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Server.environment(builder, contestant, socket);
    String output = output(start(builder));
    if (!output.startsWith("{")) {
      throw new BenchmarkException(contestant.name() + ": " + output.strip());
    }
    return StartResult.parse(output);
  }

  private List<String> command(Path socket) {
    return new ArrayList<>(List.of(program.toString(), "--json", "--socket", socket.toString()));
  }

  private static Process start(ProcessBuilder builder) throws BenchmarkException {
    try {
      return builder.redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new BenchmarkException("a6load: cannot be started: " + e, e);
    }
  }

  private static String output(Process process) throws BenchmarkException {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BenchmarkException("a6load: " + e, e);
    }
  }
}
