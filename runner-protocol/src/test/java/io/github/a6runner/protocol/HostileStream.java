/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What must hold for every stream of bytes: it is messages and perhaps, after them, one refusal;
 * however it is cut into pieces; and no buffer is left when the connection ends.
 */
final class HostileStream {

  /**
   * What came out of a stream.
   *
   * @param messages the messages
   * @param refusals how often it was malformed
   */
  private record Outcome(List<Message> messages, int refusals) {}

  private HostileStream() {}

  /**
   * Throws unless a stream is dealt with as it should, at once and in pieces of some length.
   * Returns how many messages are in it.
   */
  static int check(boolean fromGateway, byte[] stream, int pieceLength) {
    Outcome outcome = receive(fromGateway, stream, Math.max(1, stream.length));
    if (outcome.refusals() > 1) {
      throw new AssertionError("refused: " + outcome.refusals() + " times (expected: once)");
    }
    if (outcome.messages().size() > stream.length / Frames.HEADER_LENGTH) {
      throw new AssertionError("messages: " + outcome.messages().size() + " (expected: fewer)");
    }
    if (!receive(fromGateway, stream, pieceLength).equals(outcome)) {
      throw new AssertionError("pieces of " + pieceLength + ": something else than " + outcome);
    }
    return outcome.messages().size();
  }

  private static Outcome receive(boolean fromGateway, byte[] stream, int pieceLength) {
    UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
    EmbeddedChannel channel = new EmbeddedChannel(decoder(fromGateway));
    channel.config().setAllocator(allocator);
    int refusals = 0;
    for (int from = 0; from < stream.length; from += pieceLength) {
      refusals += receive(channel, stream, from, Math.min(stream.length, from + pieceLength));
    }
    List<Message> messages = new ArrayList<>();
    for (Message next = channel.readInbound(); next != null; next = channel.readInbound()) {
      messages.add(next);
    }
    requireNothingLeft(channel, allocator);
    return new Outcome(messages, refusals);
  }

  private static int receive(EmbeddedChannel channel, byte[] stream, int from, int to) {
    try {
      channel.writeInbound(Unpooled.wrappedBuffer(Arrays.copyOfRange(stream, from, to)));
      return 0;
    } catch (MalformedMessageException e) {
      return 1;
    }
  }

  private static void requireNothingLeft(
      EmbeddedChannel channel, UnpooledByteBufAllocator allocator) {
    if (channel.finishAndReleaseAll()
        || allocator.metric().usedHeapMemory() != 0
        || allocator.metric().usedDirectMemory() != 0) {
      throw new AssertionError("something is left in the channel");
    }
  }

  private static MessageDecoder<?> decoder(boolean fromGateway) {
    return fromGateway ? MessageDecoder.ofGatewayMessages() : MessageDecoder.ofRunnerMessages();
  }
}
