/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"X-A", "host", "Content-Type", "Location", "content-encoding"})
  void requestHeader_thatTheGatewayTakes_passes(String name) {
    assertThatCode(() -> RequestHeaders.checkName(name)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length", "content-length", "TRANSFER-ENCODING", "Content_Length"})
  void framing_isLeftToTheGatewayEverywhere(String name) {
    String message = "header " + name + ": cannot be changed (expected: left to the gateway)";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestHeaders.checkName(name))
        .withMessage(message);
    for (Phase phase : Phase.values()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ResponseHeaders.checkName(phase, name))
          .withMessage(message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection",
        "Location",
        "Server",
        "WWW-Authenticate",
        "Content-Encoding",
        "Content-Type",
        "Content-Location",
        "content-language",
        "Content_Type"
      })
  void responseHeader_ignoredByApisix_isRefusedInTheRequestPhaseAlone(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResponseHeaders.checkName(Phase.REQUEST, name))
        .withMessageStartingWith("response header " + name + ": ignored by APISIX")
        .withMessageContaining("(expected: ");
    assertThatCode(() -> ResponseHeaders.checkName(Phase.RESPONSE, name))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource
  void responseHeader_ofAnyOtherName_passes(Phase phase) {
    assertThatCode(() -> ResponseHeaders.checkName(phase, "X-A")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X A", "X:", "X\n", "\u00e4"})
  void header_whoseNameIsNoToken_isRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestHeaders.checkName(name))
        .withMessageStartingWith("header name: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResponseHeaders.checkName(Phase.RESPONSE, name))
        .withMessageStartingWith("header name: ");
  }

  @Test
  void argument_withoutAName_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryArgs.checkName(""))
        .withMessageContaining("(expected: ");
    assertThatCode(() -> QueryArgs.checkName(" ")).doesNotThrowAnyException();
  }
}
