/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the header {@code traceparent} of W3C Trace Context says: the trace that a request belongs
 * to, and the span that has sent it. Immutable.
 *
 * <pre>{@code
 * HttpRequest.Builder question = HttpRequest.newBuilder(directory);
 * call.traceParent().ifPresent(trace -> question.header("traceparent", trace.header()));
 * call.requestId().ifPresent(id -> question.header("x-request-id", id));
 * }</pre>
 *
 * @param traceId the trace: 32 lower-case hexadecimal digits, not all zero
 * @param spanId the span of the sender: 16 lower-case hexadecimal digits, not all zero
 * @param flags the flags, 0 to 255
 */
public record TraceParent(String traceId, String spanId, int flags) {
  private static final String TRACE_ID = "(?!0{32})[0-9a-f]{32}";
  private static final String SPAN_ID = "(?!0{16})[0-9a-f]{16}";

  /** A later version may have more after another hyphen; version ff is none. */
  private static final Pattern HEADER =
      Pattern.compile(
          "(?!ff)(?<version>[0-9a-f]{2})-(?<trace>%s)-(?<span>%s)-(?<flags>[0-9a-f]{2})(?<more>-.*)?"
              .formatted(TRACE_ID, SPAN_ID));

  private static final Pattern TRACE = Pattern.compile(TRACE_ID);
  private static final Pattern SPAN = Pattern.compile(SPAN_ID);
  private static final String FIRST_VERSION = "00";
  private static final int LENGTH = 55;
  private static final int LONGEST = 512;
  private static final int HEX = 16;
  private static final int MOST_FLAGS = 255;
  private static final int SAMPLED = 1;

  /**
   * Takes the parts of a header.
   *
   * @param traceId the trace
   * @param spanId the span of the sender
   * @param flags the flags
   * @throws IllegalArgumentException if a part is not as it has to be
   */
  public TraceParent {
    check(TRACE, requireNonNull(traceId, "traceId"), "traceId", "32 hexadecimal digits");
    check(SPAN, requireNonNull(spanId, "spanId"), "spanId", "16 hexadecimal digits");
    if (flags < 0 || flags > MOST_FLAGS) {
      throw new IllegalArgumentException("flags: " + flags + " (expected: 0 to 255)");
    }
  }

  /**
   * Reads a header's value.
   *
   * @param value the value, as anybody may have sent it
   * @return what it says, or empty if it does not keep to W3C Trace Context, which then says that
   *     the request begins a new trace
   */
  public static Optional<TraceParent> parse(String value) {
    if (requireNonNull(value, "value").length() < LENGTH || value.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher header = HEADER.matcher(value);
    if (!header.matches()
        || (header.group("version").equals(FIRST_VERSION) && header.group("more") != null)) {
      return Optional.empty();
    }
    int flags = Integer.parseInt(header.group("flags"), HEX);
    return Optional.of(new TraceParent(header.group("trace"), header.group("span"), flags));
  }

  /**
   * Whether the sender may have recorded the trace.
   *
   * @return the flag {@code sampled}
   */
  public boolean isSampled() {
    return (flags & SAMPLED) != 0;
  }

  /**
   * The value of a header that says the same.
   *
   * @return a header of version 00, such as a filter's own calls to other services carry
   */
  public String header() {
    return "00-%s-%s-%02x".formatted(traceId, spanId, flags);
  }

  private static void check(Pattern pattern, String value, String name, String expected) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s: %d characters (expected: %s, in lower case and not all zero)"
              .formatted(name, value.length(), expected));
    }
  }
}
