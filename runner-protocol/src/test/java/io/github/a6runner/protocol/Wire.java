/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One end of a connection in memory: bytes go in, messages or an exception come out. */
public final class Wire implements AutoCloseable {

  /** Counts what is allocated, which is exact, and quicker than to look for leaks. */
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);

  private final EmbeddedChannel channel;

  private Wire(MessageDecoder<?> decoder) {
    channel = new EmbeddedChannel(decoder, MessageEncoder.INSTANCE);
    channel.config().setAllocator(allocator);
  }

  static Wire ofRunner() {
    return new Wire(MessageDecoder.ofGatewayMessages());
  }

  static Wire ofGateway() {
    return new Wire(MessageDecoder.ofRunnerMessages());
  }

  /** Returns the end that gets what the given kind of sender sends. */
  static Wire receiverOf(boolean fromGateway) {
    return fromGateway ? ofRunner() : ofGateway();
  }

  static Wire receiverOf(Message message) {
    return receiverOf(message instanceof GatewayMessage);
  }

  /** Returns a frame with a payload that need not mean anything. */
  static byte[] frame(int type, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(Frames.HEADER_LENGTH + payload.length);
    return frame.putInt(type << 24 | payload.length).put(payload).array();
  }

  /** Returns the frame that the encoder makes of a message. */
  public static byte[] frame(Message message) {
    ByteBuf frame = MessageEncoder.encode(message, ByteBufAllocator.DEFAULT);
    try {
      byte[] bytes = new byte[frame.readableBytes()];
      frame.readBytes(bytes);
      return bytes;
    } finally {
      frame.release();
    }
  }

  void receive(byte[] bytes) {
    receive(bytes, 0, bytes.length);
  }

  void receive(byte[] bytes, int from, int to) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes, from, to - from));
  }

  /** Returns the next message, or null if there is none. */
  @Nullable Message message() {
    return channel.readInbound();
  }

  List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    for (Message next = message(); next != null; next = message()) {
      messages.add(next);
    }
    return messages;
  }

  /** Receives bytes that are no message, and returns what the decoder said about it. */
  MalformedMessageException refuse(byte[] bytes) {
    Throwable refusal = catchThrowable(() -> receive(bytes));
    assertThat(refusal).isInstanceOf(MalformedMessageException.class);
    return (MalformedMessageException) refusal;
  }

  /** How much memory its buffers take at this moment. */
  long taken() {
    return allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory();
  }

  EmbeddedChannel channel() {
    return channel;
  }

  /** Ends the connection and insists that nothing is left in it. */
  @Override
  public void close() {
    assertThat(channel.finishAndReleaseAll()).as("something left in the channel").isFalse();
    assertThat(allocator.metric().usedDirectMemory()).as("direct memory still in use").isZero();
    assertThat(allocator.metric().usedHeapMemory()).as("heap memory still in use").isZero();
  }
}
