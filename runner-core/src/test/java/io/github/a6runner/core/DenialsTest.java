/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.setting.OnFailure;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import org.junit.jupiter.api.Test;

/** An error would let the body of a response through. */
class DenialsTest {

  @Test
  void unavailable_forAResponse_replacesItByOneWithABody() {
    assertThat(Denials.unavailable(Calls.response(0, 1, "a", "1")))
        .isEqualTo(Calls.deniedResponse(0));
  }

  @Test
  void denied_withAStatus_isThatStatusInBothPhases() {
    assertThat(Denials.denied(Calls.request(7, 1), OnFailure.stop(403)))
        .isEqualTo(
            new HttpReqReply(7, Calls.stop(403, "Not processed\n", "Content-Type", "text/plain")));
    assertThat(Denials.denied(Calls.response(7, 1, "a", "1"), OnFailure.stop(403)))
        .isEqualTo(
            new HttpRespReply(
                7,
                403,
                Calls.entries("Content-Type", "text/plain"),
                Calls.bytes("Not processed\n")));
  }

  @Test
  void denied_byFailing_isUnavailable() {
    assertThat(Denials.denied(Calls.request(7, 1), OnFailure.FAIL))
        .isEqualTo(TestClient.UNAVAILABLE);
    assertThat(Denials.denied(Calls.response(7, 1), OnFailure.FAIL))
        .isEqualTo(Calls.deniedResponse(7));
  }

  @Test
  void unavailable_forARequest_isAnError() {
    assertThat(Denials.unavailable(Calls.request(0, 1))).isEqualTo(TestClient.UNAVAILABLE);
  }
}
