/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An error would let the body of a response through. */
class DenialsTest {

  @Test
  void unavailable_forAResponse_replacesItByOneWithABody() {
    assertThat(Denials.unavailable(Calls.response(0, 1, "a", "1")))
        .isEqualTo(Calls.deniedResponse(0));
  }

  @Test
  void unavailable_forARequest_isAnError() {
    assertThat(Denials.unavailable(Calls.request(0, 1))).isEqualTo(TestClient.UNAVAILABLE);
  }
}
