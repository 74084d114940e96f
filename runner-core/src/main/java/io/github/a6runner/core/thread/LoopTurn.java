/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.thread;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One round of an event loop: it reads what has come in on all of its connections, and then does
 * what it was told to do. What it leaves to the end of the round is done once for all that came in.
 */
public final class LoopTurn {
  private static final FastThreadLocal<LoopTurn> OF_THREAD = new FastThreadLocal<>();

  private final EventLoop loop;
  private final Queue<Runnable> left = new ArrayDeque<>();

  private LoopTurn(EventLoop loop) {
    this.loop = loop;
  }

  /** Tells the thread of an event loop, which calls this, that it is one. */
  static void begin(EventLoop loop) {
    OF_THREAD.set(new LoopTurn(loop));
  }

  /**
   * Does something once at the end of the round that the thread is in, however often it was left to
   * it; at once if the thread is not that of an event loop, or of one that is ending.
   */
  static void atEnd(Runnable what) {
    LoopTurn turn = OF_THREAD.getIfExists();
    if (turn == null || turn.loop.isShuttingDown()) {
      what.run();
    } else {
      turn.leave(what);
    }
  }

  /** Does now what was left to the end of the round, before something that may take long. */
  public static void endNow() {
    LoopTurn turn = OF_THREAD.getIfExists();
    if (turn != null) {
      turn.end();
    }
  }

  private void leave(Runnable what) {
    if (!left.contains(what)) {
      loop.execute(this::end); // one for each, should another fail
      left.add(what);
    }
  }

  private void end() {
    for (Runnable what = left.poll(); what != null; what = left.poll()) {
      what.run();
    }
  }
}
