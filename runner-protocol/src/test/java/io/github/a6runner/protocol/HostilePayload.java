/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;

/**
 * What must hold for every payload: it is a message or malformed, and costs no more than its length
 * allows; a message is the same after it was written and read again.
 */
final class HostilePayload {

  /** How many bytes one byte of payload may allocate before anybody looks at the message. */
  private static final int MOST_PER_BYTE = 6;

  /**
   * How many when all of the message was looked at. The worst is a payload that is all strings of
   * one byte that is no UTF-8, half of them shared: 13 bytes say an entry that takes 650, or more
   * as long as its code is not compiled.
   */
  private static final int MOST_PER_BYTE_SEEN = 80;

  /** What any payload may allocate, most of it for the stack trace of a refusal. */
  private static final int FIXED = 32 * 1024;

  private HostilePayload() {}

  /** Throws unless a payload is dealt with as it should; returns its message if it has one. */
  static Optional<Message> check(boolean fromGateway, FrameType type, byte[] payload) {
    requireCheap(fromGateway, type, payload);
    Optional<Message> message = decode(fromGateway, type, payload);
    message.ifPresent(said -> requireSameAgain(fromGateway, type, said));
    return message;
  }

  /** Throws if a payload makes its decoder allocate more than a multiple of it. */
  static void requireCheap(boolean fromGateway, FrameType type, byte[] payload) {
    long length = payload.length;
    Allocation.requireAtMost(
        FIXED + MOST_PER_BYTE * length, () -> decode(fromGateway, type, payload));
    Allocation.requireAtMost(
        FIXED + MOST_PER_BYTE_SEEN * length,
        () -> decode(fromGateway, type, payload).ifPresent(HostilePayload::look));
  }

  /** Has all entries made, and all texts read. */
  private static void look(Message message) {
    var unused = message.hashCode();
  }

  private static void requireSameAgain(boolean fromGateway, FrameType type, Message message) {
    ByteBuf frame = Unpooled.wrappedBuffer(Wire.frame(message)).skipBytes(Frames.HEADER_LENGTH);
    byte[] payload = new byte[frame.readableBytes()];
    frame.readBytes(payload);
    if (!decode(fromGateway, type, payload).equals(Optional.of(message))) {
      throw new AssertionError("written and read again: something else than " + message);
    }
  }

  /** Returns the message, or nothing if there is none; anything but a refusal goes up. */
  static Optional<Message> decode(boolean fromGateway, FrameType type, byte[] payload) {
    try {
      ByteBuf bytes = Unpooled.wrappedBuffer(payload);
      return Optional.of(
          fromGateway
              ? MessageReader.readGatewayMessage(type, bytes)
              : MessageReader.readRunnerMessage(type, bytes));
    } catch (MalformedMessageException e) {
      if (!String.valueOf(e.getMessage()).contains(" (expected: ")) {
        throw new AssertionError("malformed: a message that says nothing", e);
      }
      return Optional.empty();
    }
  }
}
