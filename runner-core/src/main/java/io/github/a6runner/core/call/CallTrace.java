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

/** What the headers of a call say of the request's place among all others. */
public final class CallTrace {
  private static final int LONGEST_ID = 128;

  private CallTrace() {}

  /**
   * The {@code x-request-id}.
   *
   * @param headers those that the call came with
   * @return the id, if there is one that is fit for a log
   */
  public static Optional<String> requestId(List<TextEntry> headers) {
    return first(headers, "x-request-id").filter(CallTrace::isVisible);
  }

  /**
   * The {@code traceparent}.
   *
   * @param headers those that the call came with
   * @return the place, if there is one that says something
   */
  public static Optional<TraceParent> traceParent(List<TextEntry> headers) {
    return first(headers, "traceparent").flatMap(TraceParent::parse);
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
