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
final class LoopTurn {
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

  private void leave(Runnable what) {
    if (!left.contains(what)) {
      left.add(what);
      loop.execute(this::doOne);
    }
  }

  private void doOne() {
    left.remove().run();
  }
}
