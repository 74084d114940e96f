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

  /** An offset in a vector, the shortest table that it can lead to, and the name that is in it. */
  private static final long ENTRY_CHARGE = 16;

  /** The length in front of a string or vector and the offset that leads to it. */
  private static final long REGION_CHARGE = 8;

  private static final byte[] NO_COPY = {};

  /** The bytes on the heap, to which nobody writes; none if the payload is read in place. */
  private final byte[] copy;

  private final ByteBuffer tables;

  /** A second cursor on the same bytes: accessors set its bounds around a string or vector. */
  private final ByteBuffer view;

  private long budget;

  private ReadablePayload(ByteBuffer bytes, byte[] copy) {
    this.copy = copy;
    tables = bytes.order(ByteOrder.LITTLE_ENDIAN);
    view = tables.duplicate();
    budget = 2L * tables.capacity();
  }

  /**
   * Copies a payload to the heap at once: the texts that are read from it share the copy, and keep
   * all of it, with the body that a runner's reply may have.
   */
  static ReadablePayload copied(ByteBuf payload) {
    byte[] copy = ByteBufUtil.getBytes(payload);
    return new ReadablePayload(ByteBuffer.wrap(copy), copy);
  }

  /** Reads a payload where it is, which has no texts: it is mostly a body, and that is copied. */
  static ReadablePayload inPlace(ByteBuf payload) {
    return new ReadablePayload(payload.nioBuffer().slice(), NO_COPY);
  }

  /** Returns the bytes from which the accessors of tables read. */
  ByteBuffer tables() {
    return tables;
  }

  /** Returns the buffer to hand to an accessor of the form {@code ...InByteBuffer}. */
  ByteBuffer view() {
    return view;
  }

  /** Returns the bytes of a payload that was copied, to be read only. */
  byte[] copy() {
    if (copy == NO_COPY) {
      throw new AssertionError("payload: read in place (expected: one without texts)");
    }
    return copy;
  }

  int length() {
    return tables.capacity();
  }

  /**
   * Charges a vector of entries, but not the bytes of their names, nor their values; to be called
   * before anything of its size is allocated.
   */
  void chargeEntries(int count) {
    if (count < 0) {
      throw new MalformedMessageException("vector: " + count + " elements (expected: 0 or more)");
    }
    charge(count * ENTRY_CHARGE);
  }

  /** Returns the text that an accessor found, or nothing for an absent field. */
  Optional<Text> text(@Nullable ByteBuffer region) {
    if (region == null) {
      return Optional.empty();
    }
    chargeRegion(region);
    return Optional.of(Text.wrap(copy(), region.position(), region.remaining()));
  }

  /** Returns the bytes that an accessor found, or nothing for an absent field. */
  Optional<Bytes> bytes(@Nullable ByteBuffer region) {
    if (region == null) {
      return Optional.empty();
    }
    chargeRegion(region);
    return Optional.of(Bytes.of(region));
  }

  /** Charges a string or vector of bytes that an accessor found. */
  void chargeRegion(ByteBuffer region) {
    charge(REGION_CHARGE + region.remaining());
  }

  /** Charges the name of an entry, whose vector was charged. */
  void chargeName(ByteBuffer region) {
    charge(region.remaining());
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
