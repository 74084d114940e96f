/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageEncoder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Turns messages of either direction into frames, as an outbound handler or by a call.
 *
 * <p>The handler has no state and may serve any number of channels. A message that no frame can
 * hold fails the write's promise with {@link MessageTooLargeException}, and nothing is sent.
 *
 * <p>A payload that is made here has a multiple of four bytes, so 2^24 - 4 at most; what is read
 * may have all of {@link Frames#MAX_PAYLOAD_LENGTH}.
 */
@Sharable
public final class MessageEncoder extends MessageToMessageEncoder<Message> {

  /** The one handler there is. */
  public static final MessageEncoder INSTANCE = new MessageEncoder();

  /** What a payload takes beside its body, as a rule. */
  private static final int USUAL_LENGTH = 1024;

  private MessageEncoder() {
    super(Message.class);
  }

  /**
   * Returns the frame that carries a message. May be called on any thread.
   *
   * @param message the message
   * @param allocator where the frame comes from
   * @return the frame, which the caller has to release
   * @throws MessageTooLargeException if the payload would be longer than {@link
   *     Frames#MAX_PAYLOAD_LENGTH}; nothing is left allocated
   */
  public static ByteBuf encode(Message message, ByteBufAllocator allocator) {
    requireNonNull(allocator, "allocator");
    return frame(message, allocator::ioBuffer);
  }

  /**
   * Returns the frames that carry messages, one behind the other, for a single write. May be called
   * on any thread.
   *
   * @param messages the messages
   * @param allocator where the frames come from
   * @return the frames, which the caller has to release
   * @throws MessageTooLargeException if one of the payloads would be longer than {@link
   *     Frames#MAX_PAYLOAD_LENGTH}; nothing is left allocated
   */
  public static ByteBuf encode(List<? extends Message> messages, ByteBufAllocator allocator) {
    requireNonNull(messages, "messages");
    ByteBuf all = requireNonNull(allocator, "allocator").ioBuffer();
    try {
      for (Message message : messages) {
        var unused = frame(message, length -> all);
      }
      return all;
    } catch (RuntimeException | Error e) {
      all.release();
      throw e;
    }
  }

  /** Writes the frame of a message into what is given for its length. */
  private static ByteBuf frame(Message message, IntFunction<ByteBuf> place) {
    requireNonNull(message, "message");
    int body = MessageWriter.bodySize(message);
    if (body > Frames.MAX_PAYLOAD_LENGTH) {
      throw new MessageTooLargeException(body);
    }
    try (WritablePayload payload = new WritablePayload(body + USUAL_LENGTH)) {
      int root = new MessageWriter(payload).write(message);
      return frame(MessageWriter.typeOf(message), payload.finish(root), place);
    }
  }

  private static ByteBuf frame(FrameType type, ByteBuffer payload, IntFunction<ByteBuf> place) {
    int length = payload.remaining();
    return place
        .apply(Frames.HEADER_LENGTH + length)
        .writeByte(type.wireNumber())
        .writeMedium(length)
        .writeBytes(payload.array(), payload.arrayOffset() + payload.position(), length);
  }

  @Override
  protected void encode(ChannelHandlerContext context, Message message, List<Object> out) {
    out.add(encode(message, context.alloc()));
  }
}
