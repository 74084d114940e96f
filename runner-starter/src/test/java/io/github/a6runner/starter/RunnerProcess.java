/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.protocol.Until;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of what was built, killed when it is closed. */
final class RunnerProcess implements AutoCloseable {
  /** The folder of the source checkout. */
  static final Path ROOT = Path.of(System.getProperty("a6.root")).toAbsolutePath().normalize();

  /** The jar that stands on its own. */
  static final Path JAR = ROOT.resolve("runner-starter/target/a6-runner.jar");

  private static final int PATIENCE_SECONDS = 45;

  private final Process process;
  private final BufferedReader out;
  private final Path err;
  private final List<String> lines = new ArrayList<>();

  private RunnerProcess(Process process, Path err) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.err = err;
  }

  /**
   * Starts a command in a folder, with nothing in the environment but the JVM and what is given.
   */
  static RunnerProcess start(Path folder, Map<String, String> environment, String... command)
      throws IOException {
    Path err = Files.createTempFile("a6-runner-it", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
    builder.redirectInput(new File("/dev/null"));
    builder.environment().clear();
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(environment);
    return new RunnerProcess(builder.start(), err);
  }

  /** Starts the jar. */
  static RunnerProcess jar(Path folder, Map<String, String> environment, String... args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(List.of(args));
    return start(folder, environment, command.toArray(String[]::new));
  }

  /** Reads up to the line that says that the runner listens. */
  String awaitReadiness() throws IOException {
    return awaitLine(": listening on ");
  }

  /** Reads up to a line with a text in it. */
  String awaitLine(String text) throws IOException {
    String line = out.readLine();
    while (line != null && !line.contains(text)) {
      lines.add(line);
      line = out.readLine();
    }
    if (line == null) {
      throw new AssertionError("ended without " + text + ": " + lines + err());
    }
    return line;
  }

  /** Waits for the end and returns the exit status. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + lines + err());
    }
    return process.exitValue();
  }

  /** The number of the process. */
  long pid() {
    return process.pid();
  }

  /** The processor time that it has taken. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** The processes that it started. */
  List<ProcessHandle> children() {
    return process.children().toList();
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Sends SIGKILL. */
  void kill() {
    process.destroyForcibly();
  }

  /** Sends SIGINT, as Ctrl-C does. */
  void interrupt() throws IOException, InterruptedException {
    String pid = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", "-INT", pid).start().waitFor()).isZero();
  }

  /** All of stdout that was not read; waits for the end of the process. */
  String out() {
    return String.join("\n", out.lines().toList());
  }

  /** All of stderr so far. */
  String err() {
    try {
      return Files.readString(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until stderr has a text in it, and returns all of it by then. */
  String awaitErr(String text) {
    return Until.answered(text, this::err, err -> err.contains(text));
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    out.close();
    Files.deleteIfExists(err);
  }
}
