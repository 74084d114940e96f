/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.setting.DurationText;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a server takes leave of APISIX: its connections end one by one, so that no call is lost. Used
 * once, by the thread that ends the server.
 */
final class Shutdown {
  private static final Logger logger = LoggerFactory.getLogger(Shutdown.class);

  /**
   * How long the old runner still accepts after the path has become the new one's: a machine that
   * is busy takes its time to do so. Meanwhile what is not in use ends: a call that is turned away
   * then finds no other connection to this runner.
   */
  private static final long BACKLOG_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** How long before the end of a hand-over connections that are never quiet are closed. */
  private static final long HURRY_NANOS = TimeUnit.MILLISECONDS.toNanos(120);

  /** How long reading what was sent before a connection is closed may take. */
  private static final long LAST_READ_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final Connections connections;
  private final BooleanSupplier pathIsOurs;
  private final Runnable stopListening;
  private final LongSupplier nanoTime;

  /**
   * Makes one that has not begun.
   *
   * @param connections what is to end
   * @param pathIsOurs tells whether another runner has not taken the path yet
   * @param stopListening has the server accept no more connections; run once
   * @param nanoTime the clock
   */
  Shutdown(
      Connections connections,
      BooleanSupplier pathIsOurs,
      Runnable stopListening,
      LongSupplier nanoTime) {
    this.connections = connections;
    this.pathIsOurs = pathIsOurs;
    this.stopListening = stopListening;
    this.nanoTime = nanoTime;
  }

  /** The new runner takes the path; who has looked it up just before may still connect here. */
  void handOver(Duration grace) {
    long end = nanoTime.getAsLong() + grace.toNanos();
    long hurry = end - HURRY_NANOS;
    pollUntil(() -> !pathIsOurs.getAsBoolean(), end - LAST_READ_NANOS);
    boolean taken = !pathIsOurs.getAsBoolean();
    if (taken) {
      pollUntil(this::letUnusedGo, earlier(hurry, BACKLOG_NANOS));
    }
    stopListening.run();
    if (taken) {
      pollUntil(this::letQuietGo, hurry);
      connections.leave(Departure.AFTER_REPLY);
      pollUntil(connections::isEmpty, end - LAST_READ_NANOS);
    }
    connections.leave(Departure.WHEN_IDLE);
    pollUntil(connections::isEmpty, end);
    sayWhatIsCutOff(grace);
  }

  /** Nobody takes the path: what is under way is brought to its end, and nothing more comes. */
  void finishCalls(Duration grace) {
    long end = nanoTime.getAsLong() + grace.toNanos();
    stopListening.run();
    // Gives a call that has been sent the time to be read in the ordinary way.
    pollUntil(this::letQuietGo, earlier(end, LAST_READ_NANOS));
    connections.leave(Departure.WHEN_IDLE);
    pollUntil(connections::isEmpty, earlier(end, LAST_READ_NANOS));
    pollUntil(() -> connections.callsInFlight() == 0, end);
    sayWhatIsCutOff(grace);
    pollUntil(connections::isEmpty, earlier(end, LAST_READ_NANOS));
  }

  private void sayWhatIsCutOff(Duration grace) {
    if (connections.callsInFlight() > 0) {
      logger.warn(
          "shutdown: calls in flight were cut off (expected: an end within {})",
          DurationText.of(grace));
    }
  }

  /** Closes what is quiet; true if that was the last one. */
  private boolean letQuietGo() {
    connections.leave(Departure.WHEN_QUIET);
    return connections.isEmpty();
  }

  /** Closes what is not in use; never true, since connections may still come. */
  private boolean letUnusedGo() {
    connections.leave(Departure.WHEN_UNUSED);
    return false;
  }

  private long earlier(long end, long nanosFromNow) {
    long now = nanoTime.getAsLong();
    return now + Math.min(end - now, nanosFromNow);
  }

  private void pollUntil(BooleanSupplier done, long end) {
    while (!done.getAsBoolean() && nanoTime.getAsLong() - end < 0) {
      LockSupport.parkNanos(this, POLL_NANOS);
    }
  }
}
