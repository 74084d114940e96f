/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.a6runner.api.Body;
import io.github.a6runner.core.Calls;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.Text;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallStateTest {

  private final RequestState request = new RequestState(Calls.request(0, 1));
  private final ResponseState response =
      new ResponseState(Calls.response(0, 1, "Content-Encoding", "gzip", "ETag", "x", "a", "1"));

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "http://host/", "/a\nb", "/a\u007fb", "/a?b=1"})
  void path_thatApisixCannotCarry_isRefused(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.path(path))
        .withMessageContaining("expected");
    assertThat(request.newPath()).isEmpty();
  }

  @Test
  void path_changed_isThePathFromThenOn() {
    request.path("/\u4f60 x");

    assertThat(request.path()).isEqualTo("/\u4f60 x");
    assertThat(request.newPath()).contains("/\u4f60 x");
  }

  @Test
  void path_withAQuestionMarkThatCameSo_isTaken() {
    RequestState escaped =
        new RequestState(
            new HttpReqCall(
                0, Calls.IPV4, HttpMethod.GET, Text.of("/a?b"), List.of(), List.of(), 1));

    escaped.path("/x?b");

    assertThat(escaped.path()).isEqualTo("/x?b");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 100, 199, 600})
  void status_outOfRange_isRefused(int status) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> response.status(status))
        .withMessage("status: " + status + " (expected: 200 to 599)");
    assertThat(response.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404, 599})
  void status_inRange_isTaken(int status) {
    response.status(status);

    assertThat(response.status()).isEqualTo(status);
  }

  @Test
  void replaceBody_empty_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> response.replaceBody(Body.empty()))
        .withMessageContaining("at least one byte");
    assertThat(response.newBody()).isEmpty();
  }

  @Test
  void replaceBody_takesAwayWhatWasTrueOfTheOldOne() {
    response.replaceBody(Body.of("new"));

    assertThat(response.headers().entries()).isEqualTo(Calls.entries("a", "1"));
    assertThat(response.newBody()).contains(Body.of("new"));
  }

  @Test
  void copy_ofARequest_keepsChangesAndTakesNone() {
    request.path("/1");
    request.args().set("a", List.of("1"));
    request.responseHeaders().add("r", "1");
    request.replaceBody(Body.of("1"));

    RequestState copy = request.copy();
    request.path("/2");
    request.args().remove("a");
    request.responseHeaders().remove("r");
    request.replaceBody(Body.of("2"));

    assertThat(copy.path()).isEqualTo("/1");
    assertThat(copy.args().firstValue("a")).contains("1");
    assertThat(copy.responseHeaders().firstValue("r")).contains("1");
    assertThat(copy.newBody()).contains(Body.of("1"));
  }

  @Test
  void copy_ofAResponse_keepsChangesAndTakesNone() {
    response.status(404);

    ResponseState copy = response.copy();
    response.status(500);
    response.headers().remove("a");

    assertThat(copy.status()).isEqualTo(404);
    assertThat(copy.headers().firstValue("a")).contains("1");
  }
}
