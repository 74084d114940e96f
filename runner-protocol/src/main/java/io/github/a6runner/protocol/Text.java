/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.netty.util.AsciiString;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Text that leaves as the bytes it came as.
 *
 * <p>Bytes are read as UTF-8, and where they are none as ISO-8859-1, which every byte sequence is;
 * {@link #toByteArray()} gives back exactly them either way. Most texts of a call are never looked
 * at, so what they say is found out when somebody asks.
 *
 * <p>Two texts are equal if their bytes are. Immutable and free to share between threads.
 */
public final class Text {

  private static final Text EMPTY = new Text("");

  /** What a decoder puts where bytes are no UTF-8; a text may also contain it by right. */
  private static final char REPLACEMENT = '\uFFFD';

  private static final char FIRST_BEYOND_ASCII = 0x80;

  /** The bytes that it came as, in the midst of others; null if it was made of a string. */
  private final byte @Nullable [] bytes;

  private final int from;
  private final int length;

  private @Nullable String string; // any thread may make it anew

  private Text(String string) {
    this.bytes = null;
    this.from = 0;
    this.length = 0;
    this.string = string;
  }

  private Text(byte[] bytes, int from, int length) {
    this.bytes = bytes;
    this.from = from;
    this.length = length;
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
    return string.isEmpty() ? EMPTY : new Text(encodable(string));
  }

  /**
   * Returns the text that bytes say.
   *
   * @param bytes the bytes, which are copied
   * @return the text
   */
  public static Text decode(byte[] bytes) {
    return wrap(requireNonNull(bytes, "bytes").clone(), 0, bytes.length);
  }

  /** Returns the text of a part of an array that nobody writes to from now on. */
  static Text wrap(byte[] bytes, int from, int length) {
    return length == 0 ? EMPTY : new Text(bytes, from, length);
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
    String known = string;
    if (known == null) {
      known = decoded(asByteBuffer());
      string = known;
    }
    return known;
  }

  private static String decoded(ByteBuffer bytes) {
    byte[] array = bytes.array();
    int from = bytes.arrayOffset() + bytes.position();
    int length = bytes.remaining();
    String utf8 = new String(array, from, length, UTF_8);
    return utf8.indexOf(REPLACEMENT) < 0 || bytes.equals(ByteBuffer.wrap(utf8.getBytes(UTF_8)))
        ? utf8
        : new String(array, from, length, ISO_8859_1);
  }

  /**
   * Tells whether the text says this, as {@code string().equals(other)} does, which costs more
   * where the text has come as bytes.
   *
   * @param other what it may say
   * @return whether it does
   */
  public boolean says(String other) {
    return says(requireNonNull(other, "other"), false);
  }

  /**
   * Tells whether the text says this in any case, where letters of ASCII alone have a case: no
   * other name may pass for one that a gateway protects.
   *
   * @param other what it may say
   * @return whether it does, in whatever case
   */
  public boolean saysInAnyCase(String other) {
    return says(requireNonNull(other, "other"), true);
  }

  /** Most names are compared and never read, so a text that came as bytes is compared as such. */
  private boolean says(String other, boolean anyCase) {
    byte[] known = bytes;
    if (known == null || !isAscii(other)) {
      return anyCase
          ? AsciiString.contentEqualsIgnoreCase(string(), other)
          : string().equals(other);
    }
    // Whatever way bytes are read, only those of ASCII make a string of ASCII.
    boolean same = length == other.length();
    for (int at = 0; same && at < length; at++) {
      char one = (char) known[from + at];
      char two = other.charAt(at);
      same =
          one == two || (anyCase && AsciiString.toLowerCase(one) == AsciiString.toLowerCase(two));
    }
    return same;
  }

  private static boolean isAscii(String string) {
    for (int at = 0; at < string.length(); at++) {
      if (string.charAt(at) >= FIRST_BEYOND_ASCII) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the bytes that travel: the ones the text was decoded from, otherwise its UTF-8.
   *
   * @return a new array
   */
  public byte[] toByteArray() {
    byte[] known = bytes;
    return known == null
        ? string().getBytes(UTF_8)
        : Arrays.copyOfRange(known, from, from + length);
  }

  /** Writes the bytes that travel and returns their offset. */
  int writeTo(WritablePayload payload) {
    byte[] known = bytes;
    if (known != null) {
      return payload.text(known, from, length);
    }
    byte[] utf8 = string().getBytes(UTF_8);
    return payload.text(utf8, 0, utf8.length);
  }

  /** Returns the bytes that travel, to be read only. */
  ByteBuffer asByteBuffer() {
    byte[] known = bytes;
    return known == null
        ? ByteBuffer.wrap(string().getBytes(UTF_8))
        : ByteBuffer.wrap(known, from, length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Text that && asByteBuffer().equals(that.asByteBuffer());
  }

  @Override
  public int hashCode() {
    return string().hashCode();
  }

  @Override
  public String toString() {
    return string();
  }
}
