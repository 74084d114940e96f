/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a body. Immutable, safe for any thread; equal to another one with the same bytes.
 *
 * <pre>{@code
 * String text = call.decodedBody().text();
 * if (text.contains(conf.word())) {
 *   call.replaceBody(text.replace(conf.word(), "***"));
 * }
 * }</pre>
 */
public final class Body {
  private static final Body EMPTY = new Body(new byte[0]);

  private final byte[] bytes;

  private Body(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * No bytes.
   *
   * @return the empty body
   */
  public static Body empty() {
    return EMPTY;
  }

  /**
   * A text in UTF-8.
   *
   * @param text the text, which may be empty
   * @return its bytes
   */
  public static Body of(String text) {
    return of(text, StandardCharsets.UTF_8);
  }

  /**
   * A text in a charset; what the charset does not have becomes its replacement, mostly a question
   * mark.
   *
   * @param text the text
   * @param charset the charset
   * @return its bytes
   */
  public static Body of(String text, Charset charset) {
    requireNonNull(text, "text");
    requireNonNull(charset, "charset");
    return text.isEmpty() ? EMPTY : new Body(text.getBytes(charset));
  }

  /**
   * A copy of bytes.
   *
   * @param bytes the bytes
   * @return a body of its own
   */
  public static Body of(byte[] bytes) {
    return requireNonNull(bytes, "bytes").length == 0 ? EMPTY : new Body(bytes.clone());
  }

  /**
   * A copy of the bytes from a buffer's position to its limit; the buffer stays as it is.
   *
   * @param buffer the bytes
   * @return a body of its own
   */
  public static Body of(ByteBuffer buffer) {
    byte[] bytes = new byte[requireNonNull(buffer, "buffer").remaining()];
    buffer.duplicate().get(bytes);
    return bytes.length == 0 ? EMPTY : new Body(bytes);
  }

  /**
   * How many bytes there are.
   *
   * @return the number of bytes
   */
  public int size() {
    return bytes.length;
  }

  /**
   * Whether there are none.
   *
   * @return true if the size is 0
   */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /**
   * A copy of the bytes.
   *
   * @return an array of the caller's own
   */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /**
   * The bytes without a copy.
   *
   * @return a read-only buffer over them
   */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** The bytes as a stream, without a copy. */
  InputStream asStream() {
    return new ByteArrayInputStream(bytes);
  }

  /**
   * The bytes as a text in UTF-8; what is not UTF-8 becomes U+FFFD.
   *
   * @return the text
   */
  public String text() {
    return text(StandardCharsets.UTF_8);
  }

  /**
   * The bytes as a text; what does not fit the charset becomes its replacement character.
   *
   * @param charset the charset
   * @return the text
   */
  public String text(Charset charset) {
    return new String(bytes, requireNonNull(charset, "charset"));
  }

  /**
   * This body with a Content-Encoding undone.
   *
   * @param contentEncoding the header's value: any of gzip, x-gzip, deflate and identity, four of
   *     them at most, separated by commas in the order in which they were applied
   * @param limit the most bytes to make, at each of several encodings; 0 or more
   * @return the decoded body
   * @throws IllegalArgumentException if the limit is negative
   * @throws BodyUnavailableException if the encoding is another or there are more, the bytes do not
   *     hold to it or there are more than the limit
   */
  public Body decoded(String contentEncoding, int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: 0 or more)");
    }
    return ContentCodings.decode(this, requireNonNull(contentEncoding, "contentEncoding"), limit);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Body that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Says how many bytes there are, not which: bodies do not belong into logs. */
  @Override
  public String toString() {
    return "Body[" + bytes.length + " bytes]";
  }
}
