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

  /** A later version may have more after another hyphen; version ff is none. */
  private static final Pattern PARENT =
      Pattern.compile(
          "(?!ff)(?<version>[0-9a-f]{2})-(?<trace>(?!0{32})[0-9a-f]{32})"
              + "-(?<span>(?!0{16})[0-9a-f]{16})-(?<flags>[0-9a-f]{2})(?<more>-.*)?");

  private static final String FIRST_VERSION = "00";
  private static final int LENGTH = 55;
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
    if (value.length() < LENGTH || value.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher header = PARENT.matcher(value);
    if (!header.matches()
        || (header.group("version").equals(FIRST_VERSION) && header.group("more") != null)) {
      return Optional.empty();
    }
    int flags = Integer.parseInt(header.group("flags"), HEX);
    return Optional.of(new TraceParent(header.group("trace"), header.group("span"), flags));
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
