/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into frames and hands on the message that each of them carries.
 *
 * <p>A frame is read as a whole and at once into an immutable message, in the one method that owns
 * its bytes; no buffer gets past this handler. At the first thing that is no message it throws
 * {@link MalformedMessageException}, which comes out of the pipeline as {@code exceptionCaught}
 * after the messages before it, and from then on it discards whatever arrives.
 *
 * <p>A frame of more than 64 KiB is announced as a {@link LargeFrame} when its header is there.
 *
 * <p>One instance serves one channel, on its event loop.
 *
 * @param <M> what the peer may send
 */
public final class MessageDecoder<M extends Message> extends ByteToMessageDecoder {

  private static final Set<FrameType> OF_RUNNER = EnumSet.allOf(FrameType.class);
  private static final Set<FrameType> OF_GATEWAY =
      EnumSet.complementOf(EnumSet.of(FrameType.ERROR));

  private static final int NOT_ANNOUNCED = -1;

  private final Set<FrameType> legalTypes;
  private final BiFunction<FrameType, ByteBuf, M> reader;
  private boolean discarding;

  /** How much of a large frame was there when it was announced. */
  private int announcedAt = NOT_ANNOUNCED;

  private MessageDecoder(Set<FrameType> legalTypes, BiFunction<FrameType, ByteBuf, M> reader) {
    this.legalTypes = legalTypes;
    this.reader = reader;
  }

  /**
   * Returns a decoder for a runner, to which APISIX speaks.
   *
   * @return a new handler
   */
  public static MessageDecoder<GatewayMessage> ofGatewayMessages() {
    return new MessageDecoder<>(OF_GATEWAY, MessageReader::readGatewayMessage);
  }

  /**
   * Returns a decoder for a gateway, to which a runner speaks.
   *
   * @return a new handler
   */
  public static MessageDecoder<RunnerMessage> ofRunnerMessages() {
    return new MessageDecoder<>(OF_RUNNER, MessageReader::readRunnerMessage);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (discarding) {
      in.skipBytes(in.readableBytes());
      return;
    }
    try {
      M message = next(context, in);
      if (message != null) {
        out.add(message);
      }
    } catch (MalformedMessageException e) {
      discarding = true;
      in.skipBytes(in.readableBytes());
      throw e;
    }
  }

  /** Reads the message at the front, once all of its frame is there; else null. */
  private @Nullable M next(ChannelHandlerContext context, ByteBuf in) {
    // The first byte alone can tell that there is no frame to wait for.
    FrameType type = legalType(in.getUnsignedByte(in.readerIndex()));
    if (in.readableBytes() < Frames.HEADER_LENGTH) {
      return null;
    }
    int length = in.getUnsignedMedium(in.readerIndex() + 1);
    if (in.readableBytes() < Frames.HEADER_LENGTH + length) {
      await(context, in, length);
      return null;
    }
    announcedAt = NOT_ANNOUNCED;
    return reader.apply(type, in.skipBytes(Frames.HEADER_LENGTH).readSlice(length));
  }

  /** A large frame is announced, and once it is read on it gets all its room at once. */
  private void await(ChannelHandlerContext context, ByteBuf in, int length) {
    if (length <= LargeFrame.MOST_SMALL) {
      return;
    }
    int came = in.readableBytes();
    if (announcedAt == NOT_ANNOUNCED) {
      announcedAt = came;
      context.fireUserEventTriggered(new LargeFrame(length));
    } else if (came > announcedAt) {
      in.ensureWritable(Frames.HEADER_LENGTH + length - came);
    }
  }

  private FrameType legalType(int number) {
    Optional<FrameType> type = FrameType.ofWireNumber(number);
    if (type.isEmpty() || !legalTypes.contains(type.get())) {
      throw new MalformedMessageException(
          "frame type: " + number + " (expected: one of " + legalTypes + ")");
    }
    return type.get();
  }
}
