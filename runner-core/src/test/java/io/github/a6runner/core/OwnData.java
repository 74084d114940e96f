/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/**
 * Data that says whose it is, and whether it is whole: behind the random rest stands a checksum.
 * Plugins of tests have it in their jar.
 */
public final class OwnData {
  private static final int AROUND = Long.BYTES + Integer.BYTES;

  private OwnData() {}

  /** Chance that is the same for the same owner and name. */
  static SplittableRandom random(long owner, String name) {
    return new SplittableRandom(owner * 31 + name.hashCode());
  }

  /** Makes text: the owner, so many letters, the checksum. */
  static String text(long owner, String name, int letters) {
    StringBuilder text = new StringBuilder().append(owner).append('.');
    random(owner, name).ints(letters, 'a', 'z' + 1).forEach(text::appendCodePoint);
    return text.append('.').append(hex(text.toString().getBytes(ISO_8859_1))).toString();
  }

  /** Makes bytes: the owner, anything, the checksum; none at all if they are too few for that. */
  static byte[] bytes(long owner, String name, int size) {
    if (size < AROUND) {
      return new byte[0];
    }
    byte[] rest = new byte[size - AROUND];
    random(owner, name).nextBytes(rest);
    ByteBuffer all = ByteBuffer.allocate(size).putLong(owner).put(rest);
    return all.putInt((int) checksum(all.array(), all.position())).array();
  }

  /** Whose text it is that should be whole. */
  static long owner(String text) {
    return Long.parseLong(text.substring(0, text.indexOf('.')));
  }

  /** Says of texts and bytes what no others have, once they are whole and somebody's. */
  static String marks(long owner, List<String> texts, byte[] bytes) {
    StringBuilder marks = new StringBuilder();
    texts.forEach(text -> marks.append(mark(owner, text)).append(' '));
    return marks.append(mark(owner, bytes)).toString();
  }

  /** Says of a text what no other has, once it is whole and somebody's. */
  static String mark(long owner, String text) {
    int end = text.lastIndexOf('.');
    String mark = text.substring(end + 1);
    String whole = hex(text.substring(0, end).concat(".").getBytes(ISO_8859_1));
    if (!mark.equals(whole) || owner(text) != owner) {
      throw new IllegalStateException(text + ": (expected: whole, and of " + owner + ")");
    }
    return mark;
  }

  private static String mark(long owner, byte[] bytes) {
    if (bytes.length == 0) {
      return "none";
    }
    int end = bytes.length - Integer.BYTES;
    long mark = checksum(bytes, end);
    if (ByteBuffer.wrap(bytes).getInt(end) != (int) mark
        || ByteBuffer.wrap(bytes).getLong() != owner) {
      throw new IllegalStateException(
          bytes.length + " bytes: (expected: whole, and of " + owner + ")");
    }
    return Long.toHexString(mark);
  }

  private static String hex(byte[] bytes) {
    return Long.toHexString(checksum(bytes, bytes.length));
  }

  private static long checksum(byte[] bytes, int end) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, end);
    return checksum.getValue();
  }
}
