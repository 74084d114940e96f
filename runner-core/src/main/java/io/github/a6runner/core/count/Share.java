/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.count;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Something of which there is a limited number, shared by users so that one who takes much cannot
 * take all: each may have at most three times what is left. One alone gets three quarters, two get
 * three sevenths each, and something stays free for who needs little. Thread-safe, and without a
 * lock.
 */
public final class Share {
  private static final long TIMES_WHAT_IS_LEFT = 3;

  private final int limit;
  private final AtomicInteger taken = new AtomicInteger();

  /**
   * Makes a share of which nothing is taken.
   *
   * @param limit how much there is
   */
  public Share(int limit) {
    this.limit = limit;
  }

  /** What one user has of it. */
  public static final class Part {
    private final AtomicInteger count = new AtomicInteger();

    /** Has nothing of it. */
    public Part() {}

    /**
     * How much this user has.
     *
     * @return at this moment
     */
    public int count() {
      return count.get();
    }
  }

  /**
   * How much all users have.
   *
   * @return at this moment
   */
  public int taken() {
    return taken.get();
  }

  /**
   * Takes one for a user.
   *
   * @param part what the user has
   * @return false if that would be too much of what is left
   */
  public boolean tryTake(Part part) {
    return tryTake(part, Integer.MAX_VALUE);
  }

  /**
   * Takes one for a user who may have so many at most, however much is left.
   *
   * @param part what the user has
   * @param most how many that may be
   * @return false if that would be too many, or too much of what is left
   */
  public boolean tryTake(Part part, int most) {
    int now = taken.get();
    while (part.count() < Math.min(most, TIMES_WHAT_IS_LEFT * (limit - (long) now))) {
      int found = taken.compareAndExchange(now, now + 1);
      if (found == now) {
        if (part.count.incrementAndGet() <= most) {
          return true;
        }
        give(part); // another was quicker
        return false;
      }
      now = found;
    }
    return false;
  }

  /**
   * Hands one over from a user to another.
   *
   * @param from what the one has, at least one
   * @param to what the other has
   * @return false if that would be too much for the other
   */
  public boolean tryMove(Part from, Part to) {
    if (from == to) {
      return true;
    }
    if (to.count() >= TIMES_WHAT_IS_LEFT * (limit - (long) taken.get() + 1)) {
      return false;
    }
    to.count.incrementAndGet();
    from.count.decrementAndGet();
    return true;
  }

  /**
   * Gives one back.
   *
   * @param part what the user has, at least one
   */
  public void give(Part part) {
    part.count.decrementAndGet();
    taken.decrementAndGet();
  }
}
