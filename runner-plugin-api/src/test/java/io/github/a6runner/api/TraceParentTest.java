/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TraceParentTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  @Test
  void parse_headerOfTheFirstVersion_isRead() {
    TraceParent parent = TraceParent.parse("00-" + TRACE + "-" + SPAN + "-01").orElseThrow();

    assertThat(parent).isEqualTo(new TraceParent(TRACE, SPAN, 1));
    assertThat(parent.isSampled()).isTrue();
    assertThat(parent.header()).isEqualTo("00-" + TRACE + "-" + SPAN + "-01");
  }

  @Test
  void parse_laterVersionWithMore_isReadAsTheFirst() {
    assertThat(TraceParent.parse("cc-" + TRACE + "-" + SPAN + "-02-what-comes-later"))
        .contains(new TraceParent(TRACE, SPAN, 2));
  }

  @Test
  void parse_whatIsNoTraceContext_isEmpty() {
    String good = TRACE + "-" + SPAN + "-00";
    for (String value :
        List.of(
            "",
            good,
            "ff-" + good,
            "00-" + good + "-more",
            "00-" + good + "0",
            "0x-" + good,
            "00-" + good.toUpperCase(Locale.ROOT),
            "00-" + "0".repeat(32) + "-" + SPAN + "-00",
            "00-" + TRACE + "-" + "0".repeat(16) + "-00",
            "00-" + good + "\n",
            "01-" + good + "-" + "x".repeat(600))) {
      assertThat(TraceParent.parse(value)).as(value).isEmpty();
    }
  }

  @Test
  void constructor_partThatIsNone_isRefusedWithoutTheValue() {
    assertThatThrownBy(() -> new TraceParent("secret", SPAN, 0))
        .hasMessage(
            "traceId: 6 characters (expected: 32 hexadecimal digits, in lower case and not all"
                + " zero)");
    assertThatThrownBy(() -> new TraceParent(TRACE, SPAN, 256))
        .hasMessage("flags: 256 (expected: 0 to 255)");
  }
}
