/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TraceParentTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  @Test
  void header_ofItsParts_isOfTheFirstVersion() {
    TraceParent parent = new TraceParent(TRACE, SPAN, 1);

    assertThat(parent.header()).isEqualTo("00-" + TRACE + "-" + SPAN + "-01");
    assertThat(parent.isSampled()).isTrue();
    assertThat(new TraceParent(TRACE, SPAN, 2).isSampled()).isFalse();
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
