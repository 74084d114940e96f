/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.core.file.FileFailure;
import io.github.a6runner.core.socket.StartException;
import io.github.a6runner.starter.surroundings.ApisixVariables;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A runner as a process of its own, started again when it dies. Its stdout is that of this process.
 * Thread-safe; closing it ends the process.
 */
final class RunnerChild implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;
  private static final int END_SECONDS = 6;
  private static final int POLL_MILLIS = 20;

  private final List<String> command;
  private final Consumer<String> said;
  private final Consumer<String> logged;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("a6-dev-runner", true));
  private Process process;
  private boolean closed;

  private RunnerChild(List<String> command, Consumer<String> said, Consumer<String> logged)
      throws IOException {
    this.command = List.copyOf(command);
    this.said = said;
    this.logged = requireNonNull(logged, "logged");
    this.process = begin();
  }

  /**
   * Starts a runner and waits until it listens.
   *
   * @param command how to start it
   * @param socket where it is going to listen
   * @param said takes lines for the person who develops
   * @param logged takes the lines that it writes to stderr, on a thread of its own
   * @return the runner, to be closed
   * @throws StartException if it ends instead, or does not listen in time
   * @throws IOException if there is no such program
   */
  static RunnerChild start(
      List<String> command, Path socket, Consumer<String> said, Consumer<String> logged)
      throws IOException {
    RunnerChild child = new RunnerChild(command, requireNonNull(said, "said"), logged);
    try {
      child.awaitListening(requireNonNull(socket, "socket"));
    } catch (IOException e) {
      child.close();
      throw e;
    }
    child.watch(child.process);
    return child;
  }

  private Process begin() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    ApisixVariables.removeFrom(builder.environment());
    Process begun = builder.start();
    new DefaultThreadFactory("a6-dev-log", true).newThread(() -> readLog(begun)).start();
    return begun;
  }

  private void readLog(Process from) {
    try (BufferedReader lines = from.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        logged.accept(line);
      }
    } catch (IOException e) {
      said.accept("the runner's log cannot be read: " + FileFailure.of(e));
    }
  }

  private void awaitListening(Path socket) throws StartException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.exists(socket)) {
      if (waitFor(process, POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new StartException(
            "the runner ended with status " + process.exitValue() + " (expected: to listen)");
      }
      if (System.nanoTime() - end > 0) {
        throw new StartException(
            "the runner does not listen after " + PATIENCE_SECONDS + " s (expected: sooner)");
      }
    }
  }

  private void watch(Process watched) {
    var unused = watched.onExit().thenAccept(this::ended);
  }

  private synchronized void ended(Process dead) {
    if (closed) {
      return;
    }
    said.accept(
        "the runner ended with status " + dead.exitValue() + ", it is started again in a second");
    beginLater();
  }

  private void beginLater() {
    try {
      var unused = clock.schedule(this::again, 1, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      // Closed in between.
    }
  }

  private synchronized void again() {
    if (closed) {
      return;
    }
    try {
      process = begin();
      watch(process);
    } catch (IOException e) {
      said.accept("the runner cannot be started: " + FileFailure.of(e));
      beginLater();
    }
  }

  @Override
  public void close() {
    Process last;
    synchronized (this) {
      closed = true;
      last = process;
    }
    clock.shutdownNow();
    // Not Process.destroy, which closes the streams too, with what the runner says at its end.
    last.toHandle().destroy();
    if (!waitFor(last, END_SECONDS, TimeUnit.SECONDS)) {
      last.destroyForcibly();
    }
  }

  /** Waits; an interrupt ends it, and stays set. */
  private static boolean waitFor(Process process, long time, TimeUnit unit) {
    try {
      return process.waitFor(time, unit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}
