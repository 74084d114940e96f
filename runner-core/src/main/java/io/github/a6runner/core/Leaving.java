/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.function.LongSupplier;

/**
 * How the runner lets go of a connection, once it is told to: when nothing has come for a while, or
 * behind a reply. What was sent before the peer could see that is still read. For the connection's
 * event loop.
 */
final class Leaving {
  private final Conversation conversation;
  private final Outgoing out;
  private final LargeMessages large;
  private final LongSupplier nanoTime;
  private Departure how = Departure.STAYS;
  private long quietSince;

  /**
   * Makes that of a connection that stays.
   *
   * @param conversation what is said on it
   * @param out the way out of it
   * @param large its large messages
   * @param nanoTime the clock
   */
  Leaving(Conversation conversation, Outgoing out, LargeMessages large, LongSupplier nanoTime) {
    this.conversation = conversation;
    this.out = out;
    this.large = large;
    this.nanoTime = nanoTime;
  }

  /** As {@link Conversation#leave}. */
  void leave(Departure departure) {
    if (how == Departure.STAYS) {
      heard();
    }
    how = departure;
    endIfQuiet();
  }

  /** A conf or a call is through, and nothing is under way any more. */
  void idle() {
    if (how == Departure.STAYS) {
      return;
    }
    heard();
    if (how.closesBehindReply()) {
      conversation.part();
      // What has been read and not been looked at yet comes first.
      conversation.execute(() -> out.afterWrites(this::end));
    }
  }

  private void heard() {
    quietSince = nanoTime.getAsLong();
  }

  /** From the last look to the end is little time: what is sent meanwhile is turned away. */
  private void endIfQuiet() {
    if (!conversation.isIdle() || large.isUnderWay() || !isQuiet()) {
      return;
    }
    if (!out.isEmpty()) {
      out.afterWrites(() -> conversation.execute(this::endIfQuiet));
    } else if (ChannelSocket.readNow(out.channel())) {
      heard(); // perhaps half of a message
    } else {
      conversation.part();
      end();
    }
  }

  private boolean isQuiet() {
    return how.closesIdle(nanoTime.getAsLong() - quietSince);
  }

  private void end() {
    if (conversation.isParting()) {
      ChannelSocket.endInput(out.channel());
    }
    if (conversation.isParting()) { // what was read just now may have ended it
      conversation.close();
    }
  }
}
