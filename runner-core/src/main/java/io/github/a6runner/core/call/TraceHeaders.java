/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import io.github.a6runner.api.TraceParent;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the headers of a call say of the request's place among all others. */
public final class TraceHeaders {
  private static final int LONGEST_ID = 128;

  /**
   * Version ff is none, and the first has nothing behind its 55 characters, where a later one may
   * have more. What an id is, {@link TraceParent} says.
   */
  private static final Pattern PARENT =
      Pattern.compile(
          "(?!ff|00.{54})[0-9a-f]{2}-(?<trace>.{32})-(?<span>.{16})-(?<flags>[0-9a-f]{2})(-.*)?");

  private static final int LONGEST = 512;
  private static final int HEX = 16;

  private TraceHeaders() {}

  /**
   * The {@code x-request-id}.
   *
   * @param headers those that the call came with
   * @return the id, if there is one that is fit for a log
   */
  public static Optional<String> requestId(List<TextEntry> headers) {
    return first(headers, "x-request-id").filter(TraceHeaders::isVisible);
  }

  /**
   * The {@code traceparent}.
   *
   * @param headers those that the call came with
   * @return the place, or empty if there is none that keeps to W3C Trace Context, which then says
   *     that the request begins a new trace
   */
  public static Optional<TraceParent> traceParent(List<TextEntry> headers) {
    return first(headers, "traceparent").flatMap(TraceHeaders::parse);
  }

  private static Optional<TraceParent> parse(String value) {
    Matcher header = PARENT.matcher(value);
    if (value.length() > LONGEST || !header.matches()) {
      return Optional.empty();
    }
    int flags = Integer.parseInt(header.group("flags"), HEX);
    try {
      return Optional.of(new TraceParent(header.group("trace"), header.group("span"), flags));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> first(List<TextEntry> headers, String name) {
    for (TextEntry header : headers) {
      if (header.name().saysInAnyCase(name)) {
        return header.value().map(Text::string);
      }
    }
    return Optional.empty();
  }

  private static boolean isVisible(String id) {
    return !id.isEmpty()
        && id.length() <= LONGEST_ID
        && id.chars().allMatch(c -> c > ' ' && c < 127);
  }
}
