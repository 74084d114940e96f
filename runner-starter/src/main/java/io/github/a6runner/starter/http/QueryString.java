/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.http;

import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the path and the query of a URL as nginx does. */
public final class QueryString {

  private QueryString() {}

  /**
   * Reads the arguments of a query.
   *
   * @param query the query, without its question mark
   * @return the arguments: repeated names stay, one without {@code =} has no value
   */
  public static List<TextEntry> parse(String query) {
    return Arrays.stream(query.split("&"))
        .filter(part -> !part.isEmpty())
        .map(QueryString::entry)
        .toList();
  }

  private static TextEntry entry(String part) {
    int equals = part.indexOf('=');
    return equals < 0
        ? new TextEntry(decode(part, true), Optional.empty())
        : new TextEntry(
            decode(part.substring(0, equals), true),
            Optional.of(decode(part.substring(equals + 1), true)));
  }

  /**
   * Takes the percent signs out of a path; a plus stays one.
   *
   * @param path the path
   * @return what it stands for
   */
  public static Text decodePath(String path) {
    return decode(path, false);
  }

  /** What is no escape stays as it is, as in nginx. */
  private static Text decode(String text, boolean plusIsSpace) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream();
    for (int i = 0; i < bytes.length; i++) {
      int escaped = bytes[i] == '%' ? hex(bytes, i + 1) : -1;
      if (escaped >= 0) {
        decoded.write(escaped);
        i += 2;
      } else {
        decoded.write(plusIsSpace && bytes[i] == '+' ? ' ' : bytes[i]);
      }
    }
    return Text.decode(decoded.toByteArray());
  }

  /** The byte that two hex digits say, or -1 if they are none. */
  private static int hex(byte[] bytes, int at) {
    if (at + 1 >= bytes.length) {
      return -1;
    }
    int high = Character.digit(bytes[at], 16);
    int low = Character.digit(bytes[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
