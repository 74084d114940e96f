/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Text that leaves as the bytes it came as.
 *
 * <p>Bytes are read as UTF-8, and where they are none as ISO-8859-1, which every byte sequence is;
 * in that case they are kept beside the text, and {@link #toByteArray()} gives back exactly them.
 *
 * <p>Two texts are equal if their bytes are. Immutable and free to share between threads.
 */
public final class Text {

  private static final Text EMPTY = new Text("", null);

  /** What a decoder puts where bytes are no UTF-8; a text may also contain it by right. */
  private static final char REPLACEMENT = '\uFFFD';

  private final String string;

  /** The bytes where they are no UTF-8, otherwise null: then the string says them. */
  private final byte @Nullable [] original;

  private Text(String string, byte @Nullable [] original) {
    this.string = string;
    this.original = original;
  }

  /**
   * Returns a text that leaves as UTF-8. Half a surrogate pair, which has no bytes in UTF-8,
   * becomes a question mark.
   *
   * @param string what it says
   * @return the text
   */
  public static Text of(String string) {
    requireNonNull(string, "string");
    return string.isEmpty() ? EMPTY : new Text(encodable(string), null);
  }

  /**
   * Returns the text that bytes say.
   *
   * @param bytes the bytes, which are copied
   * @return the text
   */
  public static Text decode(byte[] bytes) {
    requireNonNull(bytes, "bytes");
    return decode(bytes, 0, bytes.length);
  }

  /** Returns the text between a buffer's position and its limit, and leaves both as they are. */
  static Text decode(ByteBuffer region) {
    int length = region.remaining();
    if (region.hasArray()) {
      return decode(region.array(), region.arrayOffset() + region.position(), length);
    }
    byte[] copy = new byte[length];
    region.get(region.position(), copy);
    return decode(copy, 0, length);
  }

  private static Text decode(byte[] bytes, int from, int length) {
    if (length == 0) {
      return EMPTY;
    }
    String string = new String(bytes, from, length, UTF_8);
    if (string.indexOf(REPLACEMENT) < 0) {
      return new Text(string, null);
    }
    byte[] original = Arrays.copyOfRange(bytes, from, from + length);
    return Arrays.equals(original, string.getBytes(UTF_8))
        ? new Text(string, null)
        : new Text(new String(original, ISO_8859_1), original);
  }

  private static String encodable(String string) {
    for (int at = 0; at < string.length(); at++) { // no stream: this is on the way of every call
      if (Character.isSurrogate(string.charAt(at))) {
        return new String(string.getBytes(UTF_8), UTF_8);
      }
    }
    return string;
  }

  /**
   * Returns what the text says.
   *
   * @return the text as a string
   */
  public String string() {
    return string;
  }

  /**
   * Returns the bytes that travel: the ones the text was decoded from, otherwise its UTF-8.
   *
   * @return a new array
   */
  public byte[] toByteArray() {
    return original == null ? string.getBytes(UTF_8) : original.clone();
  }

  /** Tells whether the bytes that travel are the UTF-8 of {@link #string()}. */
  boolean isUtf8() {
    return original == null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Text that
        && string.equals(that.string)
        && Arrays.equals(original, that.original);
  }

  @Override
  public int hashCode() {
    return string.hashCode();
  }

  @Override
  public String toString() {
    return string;
  }
}
