/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import static java.util.Objects.requireNonNull;

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
  private static final Pattern TRACE = Pattern.compile("(?!0{32})[0-9a-f]{32}");
  private static final Pattern SPAN = Pattern.compile("(?!0{16})[0-9a-f]{16}");
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
