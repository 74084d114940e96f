/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.surroundings;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process that this one has started for a task. It is killed when the task takes too long, and
 * when it is closed. Whoever waits for it, or reads what it says, then goes on. Thread-safe.
 */
public final class ChildProcess implements AutoCloseable {
  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param builder what to start, and where what it says goes
   * @param limit how long it may take
   * @return the process, to be closed
   * @throws IOException if it cannot be started
   */
  public static ChildProcess start(ProcessBuilder builder, Duration limit) throws IOException {
    Process process = builder.start();
    // Not Process.destroyForcibly, which closes the stream that is being read.
    CompletableFuture<Process> unused =
        process
            .onExit()
            .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
            .exceptionally(
                late -> {
                  var unusedSuccess = process.toHandle().destroyForcibly();
                  return process;
                });
    return new ChildProcess(process);
  }

  /**
   * Returns what it says, up to its end.
   *
   * @return its stdout, closed with this
   */
  public InputStream out() {
    return process.getInputStream();
  }

  /** Asks it to end, as by SIGTERM. */
  public void end() {
    var unused = process.toHandle().destroy();
  }

  /**
   * Waits for its end.
   *
   * @return its exit status; that of a signal if it was killed
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public int await() throws InterruptedException {
    return process.waitFor();
  }

  /** Kills it, if it is there still. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
