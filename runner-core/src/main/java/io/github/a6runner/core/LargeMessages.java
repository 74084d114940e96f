/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the budget that one connection has, or waits for: for a large message that is on its
 * way, and for those of the call under way. For the connection's event loop, but for {@link
 * #problem}.
 */
final class LargeMessages {
  /** How long a message may take from its header to its end; it comes from the same machine. */
  static final long ARRIVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** How much longer, once the event loop has seen it: something may have held that. */
  static final long SEEN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ByteBudget budget;
  private final LongSupplier nanoTime;
  private final Consumer<Runnable> loop;
  private ByteBudget.@Nullable Wish wish;
  private long arriving;
  private long held;
  private volatile @Nullable Progress progress;
  private @Nullable Progress late;
  private long lateNanos;

  /**
   * How far a large message has come.
   *
   * @param waits whether it waits for room, and is not read on
   * @param sinceNanos since when
   */
  private record Progress(boolean waits, long sinceNanos) {}

  /**
   * Makes one that has nothing.
   *
   * @param budget what all connections have together
   * @param nanoTime the clock
   * @param loop runs something on the connection's event loop
   */
  LargeMessages(ByteBudget budget, LongSupplier nanoTime, Consumer<Runnable> loop) {
    this.budget = budget;
    this.nanoTime = nanoTime;
    this.loop = loop;
  }

  /** Whether the connection must not be read now. */
  boolean waits() {
    return wish != null;
  }

  /** Whether a message is on its way, or waits to be read on. */
  boolean isUnderWay() {
    return waits() || arriving > 0;
  }

  /**
   * A message is announced. If there is no room for it the connection waits.
   *
   * @param length its bytes
   * @param whenThereIsRoom run on the event loop after a wait
   */
  void announced(long length, Runnable whenThereIsRoom) {
    ByteBudget.Wish wanted =
        new ByteBudget.Wish(
            length,
            () ->
                loop.accept(
                    () -> {
                      if (wish != null) {
                        wish = null;
                        began(length);
                        whenThereIsRoom.run();
                      }
                    }));
    wish = wanted;
    progress = new Progress(true, nanoTime.getAsLong());
    if (budget.reserve(wanted)) {
      wish = null;
      began(length);
    }
  }

  private void began(long length) {
    arriving = length;
    progress = new Progress(false, nanoTime.getAsLong());
  }

  /** A message has arrived and been dealt with; its bytes are kept while a call is under way. */
  void arrived(boolean callUnderWay) {
    if (arriving > 0) {
      held += arriving;
      arriving = 0;
      progress = null;
      if (!callUnderWay) {
        callOver();
      }
    }
  }

  /** The call is over: its messages are nobody's any more. */
  void callOver() {
    if (held > 0) {
      long given = held;
      held = 0;
      budget.give(given);
    }
  }

  /** The connection is gone. */
  void closed() {
    ByteBudget.Wish open = wish;
    wish = null;
    if (open != null && !budget.withdraw(open)) {
      budget.give(open.bytes()); // granted just now
    }
    held += arriving;
    arriving = 0;
    progress = null;
    callOver();
  }

  /**
   * What has gone on for too long, and would have gone on if it could; the connection is then of no
   * use. To be asked again.
   */
  @Nullable String lastingProblem(long nowNanos, long patienceNanos) {
    Progress current = progress;
    String problem = problem(nowNanos, patienceNanos);
    if (problem == null || current == null || current.waits()) {
      return problem;
    }
    if (!current.equals(late)) {
      late = current;
      lateNanos = nowNanos;
    }
    return nowNanos - lateNanos < SEEN_NANOS ? null : problem;
  }

  /** What seems to have gone on for too long, if something does. For any thread. */
  @Nullable String problem(long nowNanos, long patienceNanos) {
    Progress current = progress;
    if (current == null) {
      return null;
    }
    long lasted = nowNanos - current.sinceNanos();
    if (lasted < (current.waits() ? patienceNanos : ARRIVAL_NANOS)) {
      return null;
    }
    return current.waits()
        ? "no room for a large message (expected: fewer at one time, or a larger"
            + " max-bytes-in-flight)"
        : "a message that has begun does not go on (expected: its end within %d s)"
            .formatted(TimeUnit.NANOSECONDS.toSeconds(ARRIVAL_NANOS));
  }
}
