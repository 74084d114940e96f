/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.TraceParent;
import io.github.a6runner.core.Calls;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What headers say of a request's place goes into logs, so nothing unfit for them is taken. */
class TraceHeadersTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";

  @Test
  void requestId_inAnyCase_isTheFirst() {
    List<TextEntry> headers = Calls.entries("a", "0", "X-Request-ID", "1", "x-request-id", "2");

    assertThat(TraceHeaders.requestId(headers)).contains("1");
  }

  @Test
  void requestId_longest_isTakenAndLongerIsNone() {
    assertThat(requestId("x".repeat(128))).hasSize(128);
    assertThat(requestId("x".repeat(129))).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\u007f", "a\n", "caf\u00e9"})
  void requestId_unfitForALog_isNone(String id) {
    assertThat(requestId(id)).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "~", "a!b~c"})
  void requestId_visibleCharacters_areTaken(String id) {
    assertThat(requestId(id)).isEqualTo(id);
  }

  @Test
  void requestId_headerWithoutValueOrNone_isNone() {
    assertThat(TraceHeaders.requestId(List.of(TextEntry.of("x-request-id")))).isEmpty();
    assertThat(TraceHeaders.requestId(List.of())).isEmpty();
  }

  @Test
  void traceParent_valid_isRead() {
    assertThat(TraceHeaders.traceParent(Calls.entries("TraceParent", PARENT)))
        .map(TraceParent::header)
        .contains(PARENT);
  }

  @Test
  void traceParent_laterVersionWithMore_isReadAsTheFirst() {
    assertThat(traceParent("cc-" + TRACE + "-" + SPAN + "-02-what-comes-later"))
        .contains(new TraceParent(TRACE, SPAN, 2));
  }

  @Test
  void traceParent_whatIsNoTraceContext_isNone() {
    String good = TRACE + "-" + SPAN + "-00";
    for (String value :
        List.of(
            "",
            good,
            "00-1-2-3",
            "ff-" + good,
            "00-" + good + "-more",
            "00-" + good + "0",
            "0x-" + good,
            "00-" + good.toUpperCase(Locale.ROOT),
            "00-" + "0".repeat(32) + "-" + SPAN + "-00",
            "00-" + TRACE + "-" + "0".repeat(16) + "-00",
            "00-" + good + "\n",
            "01-" + good + "-" + "x".repeat(600))) {
      assertThat(traceParent(value)).as(value).isEmpty();
    }
  }

  private static Optional<TraceParent> traceParent(String value) {
    return TraceHeaders.traceParent(Calls.entries("traceparent", value));
  }

  private static String requestId(String value) {
    return TraceHeaders.requestId(Calls.entries("x-request-id", value)).orElse("none");
  }
}
