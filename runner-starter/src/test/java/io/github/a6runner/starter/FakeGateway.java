/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.protocol.Until;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Processes that look like an nginx with its privileged agent: shells that call themselves so. All
 * of them are killed when it is closed.
 */
final class FakeGateway implements AutoCloseable {

  /** Starts each line that it reads as a child. */
  private static final String MASTER =
      "exec -a 'nginx: master process fake' bash -c"
          + " 'while read -r line; do eval \"$line\" & done; wait'";

  private final Path folder;
  private final Process master;
  private final BufferedWriter lines;

  private FakeGateway(Path folder, Process master) {
    this.folder = folder;
    this.master = master;
    this.lines = master.outputWriter(StandardCharsets.UTF_8);
  }

  /** Starts the master; its files go into a folder. */
  static FakeGateway start(Path folder) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", MASTER).directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(new File("/dev/null"));
    builder.environment().clear();
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("A6_RUNNER_ARCHIVE_DIR", "");
    builder.environment().put("PATH", "/usr/bin:/bin");
    return new FakeGateway(folder, builder.start());
  }

  /** Starts the agent, which starts a runner, and waits until the runner listens. */
  void startRunner(List<String> command, Path socket) throws IOException {
    String runner =
        "APISIX_LISTEN_ADDRESS=unix:%s %s >out 2>err & echo $! >runner.pid; echo $$ >agent.pid; wait"
            .formatted(socket, words(command));
    line("exec -a 'nginx: privileged agent process' bash -c " + quoted(runner));
    awaitText("out", ": listening on ");
  }

  /** Starts a command as a worker of the master, and waits until it has written a text. */
  String work(List<String> command, String text) throws IOException {
    line("exec " + words(command) + " >worker.out 2>&1");
    return awaitText("worker.out", text);
  }

  private void line(String line) throws IOException {
    lines.write(line);
    lines.newLine();
    lines.flush();
  }

  /** Waits until a file has a text in it, and returns all that is there by then. */
  String awaitText(String file, String text) throws IOException {
    try {
      return Until.answered(text, () -> read(file), seen -> seen.contains(text));
    } catch (AssertionError e) {
      throw new AssertionError(file + " has no " + text + ": " + read("err"), e);
    }
  }

  /** What is in a file; nothing if it is not there. */
  String read(String file) throws IOException {
    Path path = folder.resolve(file);
    return Files.exists(path) ? Files.readString(path) : "";
  }

  ProcessHandle agent() throws IOException {
    return process("agent.pid");
  }

  ProcessHandle runner() throws IOException {
    return process("runner.pid");
  }

  private ProcessHandle process(String file) throws IOException {
    return ProcessHandle.of(Long.parseLong(awaitText(file, "\n").strip())).orElseThrow();
  }

  @Override
  public void close() throws IOException {
    Stream<ProcessHandle> all = Stream.concat(master.descendants(), Stream.of(master.toHandle()));
    all.toList().forEach(ProcessHandle::destroyForcibly);
    String runner = read("runner.pid").strip();
    if (!runner.isEmpty()) {
      ProcessHandle.of(Long.parseLong(runner)).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private static String words(List<String> command) {
    return command.stream().map(FakeGateway::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
