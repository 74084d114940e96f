/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The payload of one frame while it is being read, with a limit to what may be made of it.
 *
 * <p>Tables, vectors and strings of a FlatBuffer may lie on top of each other: sixteen megabytes of
 * offsets to one string of a megabyte are well within their bounds and would decode to terabytes.
 * So everything read is charged with the least it would take if nothing were shared, and the sum
 * may be twice the payload at most: room for a sender that shares a few strings, and none for a
 * bomb.
 *
 * <p>Reading outside of the payload throws what {@link ByteBuffer} throws; {@link MessageReader}
 * takes care of it.
 */
final class ReadablePayload {

  /** An offset in a vector and the shortest table that it can lead to. */
  private static final long ELEMENT_CHARGE = 8;

  /** The length in front of a string or vector and the offset that leads to it. */
  private static final long REGION_CHARGE = 8;

  /**
   * Up to this many bytes are copied to the heap at once, and texts share the copy; a longer
   * message is mostly a body, which a text that is kept would keep too.
   */
  private static final int COPIED_WHOLE = 64 * 1024;

  private final ByteBuffer tables;

  /** Whether the bytes are a copy that nobody writes to. */
  private final boolean copied;

  /** A second cursor on the same bytes: accessors set its bounds around a string or vector. */
  private final ByteBuffer view;

  private long budget;

  ReadablePayload(ByteBuf payload) {
    copied = payload.readableBytes() <= COPIED_WHOLE;
    ByteBuffer bytes =
        copied ? ByteBuffer.wrap(ByteBufUtil.getBytes(payload)) : payload.nioBuffer().slice();
    tables = bytes.order(ByteOrder.LITTLE_ENDIAN);
    view = tables.duplicate();
    budget = 2L * tables.capacity();
  }

  /** Returns the bytes from which the accessors of tables read. */
  ByteBuffer tables() {
    return tables;
  }

  /** Returns the buffer to hand to an accessor of the form {@code ...InByteBuffer}. */
  ByteBuffer view() {
    return view;
  }

  int length() {
    return tables.capacity();
  }

  /** Charges a vector of tables; to be called before anything of its size is allocated. */
  void chargeElements(int count) {
    if (count < 0) {
      throw new MalformedMessageException("vector: " + count + " elements (expected: 0 or more)");
    }
    charge(count * ELEMENT_CHARGE);
  }

  /** Returns the text that an accessor found, or nothing for an absent field. */
  Optional<Text> text(@Nullable ByteBuffer region) {
    if (region == null) {
      return Optional.empty();
    }
    charge(REGION_CHARGE + region.remaining());
    return Optional.of(
        copied
            ? Text.wrap(
                region.array(), region.arrayOffset() + region.position(), region.remaining())
            : Text.decode(region));
  }

  /** Returns the bytes that an accessor found, or nothing for an absent field. */
  Optional<Bytes> bytes(@Nullable ByteBuffer region) {
    if (region == null) {
      return Optional.empty();
    }
    charge(REGION_CHARGE + region.remaining());
    return Optional.of(Bytes.of(region));
  }

  private void charge(long size) {
    budget -= size;
    if (budget < 0) {
      throw new MalformedMessageException(
          "payload: "
              + length()
              + " bytes that say more than twice as much (expected: contents that do not overlap)");
    }
  }
}
