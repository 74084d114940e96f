/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

/**
 * Room on the stack of a thread that a filter has been on for who knows how deep. What the event
 * loop and the queues do half, since the stack ends within them, nobody can mend: a wake-up that is
 * noted and not sent is never sent. So the end is looked for before anything is begun.
 */
final class StackRoom {
  /** More than writing a question to the socket takes, interpreted, and these here compiled. */
  private static final int FRAMES = 1024;

  private StackRoom() {}

  /**
   * Does nothing.
   *
   * @throws StackOverflowError if there is not room for that much more
   */
  static void ensure() {
    if (descend(FRAMES) != 0) {
      throw new AssertionError("frames left");
    }
  }

  /** Not a loop: it is the frames that are wanted. */
  private static int descend(int frames) {
    return frames == 0 ? 0 : descend(frames - 1);
  }
}
