/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

/** The one place where an interrupt of a waiting thread becomes an exception of this module. */
final class Waiting {

  private Waiting() {}

  /** A wait that an interrupt can end. */
  @FunctionalInterface
  interface Wait<T> {

    /** Waits. */
    T await() throws InterruptedException;
  }

  /** Waits, and leaves the thread's interrupt flag set where that ends the wait. */
  static <T> T on(String what, Wait<T> wait) {
    try {
      return wait.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PeerException(what + ": interrupted (expected: time to wait for it)", e);
    }
  }
}
