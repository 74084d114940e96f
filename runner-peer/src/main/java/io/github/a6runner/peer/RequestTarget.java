/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a request line asks for: a path and a query, as they are written there. Immutable.
 *
 * @param written both, with the question mark if there is one
 */
public record RequestTarget(String written) {
  private static final String UNRESERVED = "-._~";

  /**
   * Takes it as it is written.
   *
   * @param written both, with the question mark if there is one
   * @throws NullPointerException if {@code written} is null
   */
  public RequestTarget {
    requireNonNull(written, "written");
  }

  /**
   * Writes one.
   *
   * @param path the path as it is to stand there
   * @param args the arguments, which are escaped; one without a value is a bare name
   * @return the path, and behind it the arguments if there are any
   */
  public static RequestTarget of(String path, List<TextEntry> args) {
    String query =
        args.stream()
            .map(arg -> escape(arg.name()) + arg.value().map(v -> "=" + escape(v)).orElse(""))
            .collect(Collectors.joining("&"));
    return of(path, query);
  }

  /**
   * Puts one together.
   *
   * @param path the path as it is to stand there
   * @param query the query as it is to stand there
   * @return the path, and behind it the query if it is not empty
   */
  public static RequestTarget of(String path, String query) {
    return new RequestTarget(query.isEmpty() ? path : path + "?" + query);
  }

  /**
   * Returns the path as it is written.
   *
   * @return all that is before the first question mark
   */
  public String rawPath() {
    int question = written.indexOf('?');
    return question < 0 ? written : written.substring(0, question);
  }

  /**
   * Returns the query as it is written.
   *
   * @return all that is behind the first question mark; empty if there is none
   */
  public String query() {
    int question = written.indexOf('?');
    return question < 0 ? "" : written.substring(question + 1);
  }

  /**
   * Returns the path as nginx reads it.
   *
   * @return the path without its percent signs; a plus stays one
   */
  public Text path() {
    return decode(rawPath(), false);
  }

  /**
   * Returns the arguments as nginx reads them.
   *
   * @return the arguments: repeated names stay, one without {@code =} has no value
   */
  public List<TextEntry> args() {
    return Arrays.stream(query().split("&"))
        .filter(part -> !part.isEmpty())
        .map(RequestTarget::arg)
        .toList();
  }

  private static TextEntry arg(String part) {
    int equals = part.indexOf('=');
    return equals < 0
        ? new TextEntry(decode(part, true), Optional.empty())
        : new TextEntry(
            decode(part.substring(0, equals), true),
            Optional.of(decode(part.substring(equals + 1), true)));
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

  private static String escape(Text text) {
    StringBuilder escaped = new StringBuilder();
    for (byte octet : text.toByteArray()) {
      char unit = (char) (octet & 0xff);
      boolean plain =
          unit < 0x80 && (Character.isLetterOrDigit(unit) || UNRESERVED.indexOf(unit) >= 0);
      escaped.append(plain ? String.valueOf(unit) : String.format(Locale.ROOT, "%%%02X", octet));
    }
    return escaped.toString();
  }
}
