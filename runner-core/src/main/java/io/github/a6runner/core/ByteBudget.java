/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * The bytes that large messages may take up at one time. Who finds no room waits in the order of
 * coming. Thread-safe.
 */
final class ByteBudget {
  private final long limit;
  private final Queue<Wish> waiting = new ArrayDeque<>(); // guarded by this
  private long reserved; // guarded by this

  /**
   * Makes a budget of which nothing is reserved.
   *
   * @param limit how much there is, at least as much as the largest message
   */
  ByteBudget(long limit) {
    this.limit = limit;
  }

  /**
   * A wish for some bytes.
   *
   * @param bytes how many
   * @param granted run, on any thread, when they are reserved after a wait
   */
  record Wish(long bytes, Runnable granted) {}

  /** Reserves what is wished for; false if the one who wishes has to wait until it is granted. */
  synchronized boolean reserve(Wish wish) {
    if (!waiting.isEmpty() || !fits(wish)) {
      waiting.add(wish);
      return false;
    }
    reserved += wish.bytes();
    return true;
  }

  /** Takes back a wish; false if it was granted already, and its bytes are to be given back. */
  boolean withdraw(Wish wish) {
    boolean removed;
    synchronized (this) {
      removed = waiting.remove(wish);
    }
    grant(); // it may have been in the way of smaller ones
    return removed;
  }

  /** Gives bytes back. */
  void give(long bytes) {
    synchronized (this) {
      reserved -= bytes;
    }
    grant();
  }

  /** How many bytes are reserved. */
  synchronized long reserved() {
    return reserved;
  }

  private void grant() {
    List<Wish> granted = new ArrayList<>(0);
    synchronized (this) {
      for (Wish next = waiting.peek(); next != null && fits(next); next = waiting.peek()) {
        waiting.remove();
        reserved += next.bytes();
        granted.add(next);
      }
    }
    granted.forEach(wish -> wish.granted().run());
  }

  private boolean fits(Wish wish) {
    return wish.bytes() <= limit - reserved;
  }
}
