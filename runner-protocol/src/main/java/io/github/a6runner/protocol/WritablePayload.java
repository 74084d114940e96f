/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.ByteBuffer;

/**
 * The payload of one frame while it is being written. It borrows the builder of its thread, so that
 * there can be one at a time, and closing it gives the builder back.
 */
final class WritablePayload implements AutoCloseable {

  /** The offset that leaves a field out. */
  static final int ABSENT = 0;

  /** A builder that has grown beyond this is not kept: few messages are that long. */
  private static final int KEPT_CAPACITY = 64 * 1024;

  private static final int FIRST_CAPACITY = 1024;

  private static final FastThreadLocal<FlatBufferBuilder> BUILDERS =
      new FastThreadLocal<>() {
        @Override
        protected FlatBufferBuilder initialValue() {
          return new FlatBufferBuilder(FIRST_CAPACITY);
        }
      };

  private final FlatBufferBuilder builder;

  /** Whether the builder that the thread has is worth keeping. */
  private boolean kept;

  /** Starts a payload; with a fair estimate of its size nothing long is copied twice. */
  WritablePayload(int estimatedLength) {
    if (estimatedLength > KEPT_CAPACITY) {
      builder = new FlatBufferBuilder(estimatedLength);
      kept = true;
    } else {
      builder = BUILDERS.get();
      builder.clear();
    }
  }

  FlatBufferBuilder builder() {
    return builder;
  }

  /** Writes a text and returns its offset. */
  int text(Text text) {
    return text.writeTo(this);
  }

  /** Writes a part of an array as a text and returns its offset. */
  int text(byte[] utf8, int from, int length) {
    refuseBeyondLimit(length);
    builder.addByte((byte) 0); // a string of FlatBuffers has one behind it
    return builder.createByteVector(utf8, from, length);
  }

  /** Writes bytes and returns their offset, which is {@link #ABSENT} if there are none. */
  int bytes(Bytes bytes) {
    return bytes.isEmpty() ? ABSENT : present(bytes);
  }

  /** Writes bytes and returns their offset, also if there are none. */
  int present(Bytes bytes) {
    refuseBeyondLimit(bytes.size());
    return builder.createByteVector(bytes.unsafeArray());
  }

  /** Ends the payload with its outermost table and returns it. It belongs to the builder. */
  ByteBuffer finish(int root) {
    builder.finish(root);
    refuseBeyondLimit(0);
    ByteBuffer payload = builder.dataBuffer();
    kept |= payload.capacity() <= KEPT_CAPACITY;
    return payload;
  }

  /** Keeps a message that no frame can hold from filling the memory first. */
  private void refuseBeyondLimit(int more) {
    long length = (long) builder.offset() + more;
    if (length > Frames.MAX_PAYLOAD_LENGTH) {
      throw new MessageTooLargeException(length);
    }
  }

  @Override
  public void close() {
    if (!kept) {
      BUILDERS.remove();
    }
  }
}
