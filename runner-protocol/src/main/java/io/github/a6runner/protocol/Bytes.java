/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A sequence of bytes, equal to any other with the same ones. Immutable and free to share. */
public final class Bytes {

  /** No bytes at all. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] array;

  private Bytes(byte[] array) {
    this.array = array;
  }

  /**
   * Returns the bytes of an array.
   *
   * @param array the array, which is copied
   * @return the bytes
   */
  public static Bytes of(byte[] array) {
    return wrap(requireNonNull(array, "array").clone());
  }

  /**
   * Returns the bytes between a buffer's position and its limit, and leaves both as they are.
   *
   * @param buffer the buffer, which is copied
   * @return the bytes
   */
  public static Bytes of(ByteBuffer buffer) {
    byte[] copy = new byte[requireNonNull(buffer, "buffer").remaining()];
    buffer.get(buffer.position(), copy);
    return wrap(copy);
  }

  /** Returns the bytes of an array that nobody writes to from now on. */
  static Bytes wrap(byte[] array) {
    return array.length == 0 ? EMPTY : new Bytes(array);
  }

  /**
   * Returns how many bytes there are.
   *
   * @return their number
   */
  public int size() {
    return array.length;
  }

  /**
   * Tells whether there are none.
   *
   * @return true if the size is 0
   */
  public boolean isEmpty() {
    return array.length == 0;
  }

  /**
   * Returns a copy.
   *
   * @return a new array
   */
  public byte[] toByteArray() {
    return array.clone();
  }

  /**
   * Returns a view.
   *
   * @return a read-only buffer from the first byte to the last, with a position of its own
   */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(array).asReadOnlyBuffer();
  }

  /** Returns the bytes themselves, to be read only. */
  byte[] unsafeArray() {
    return array;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes that && Arrays.equals(array, that.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  /** Says how many bytes there are and not which: they may be a body that no log may show. */
  @Override
  public String toString() {
    return "Bytes[" + array.length + "]";
  }
}
