/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GatewayVariablesTest {

  @Test
  void of_requestWithQuery_hasWhatNginxHas() {
    Map<String, String> variables =
        of(
            "/a%20b?x=1&x=2&y",
            List.of(TextEntry.of("x", "1"), TextEntry.of("x", "2"), TextEntry.of("y")),
            List.of(TextEntry.of("host", "h"), TextEntry.of("content-type", "t/p")));

    assertThat(variables)
        .containsEntry("request_method", "PUT")
        .containsEntry("request_uri", "/a%20b?x=1&x=2&y")
        .containsEntry("uri", "/a b")
        .containsEntry("args", "x=1&x=2&y")
        .containsEntry("arg_x", "1")
        .containsEntry("arg_y", "true")
        .containsEntry("host", "h")
        .containsEntry("http_content_type", "t/p")
        .containsEntry("content_type", "t/p")
        .containsEntry("remote_addr", "127.0.0.1");
  }

  @Test
  void of_requestWithoutQuery_hasNoArgs() {
    assertThat(of("/", List.of(), List.of())).doesNotContainKeys("args", "is_args", "host");
  }

  @Test
  void of_repeatedHeader_joinsItsValues() {
    List<TextEntry> headers = List.of(TextEntry.of("x-a", "1"), TextEntry.of("x-a", "2"));

    assertThat(of("/", List.of(), headers)).containsEntry("http_x_a", "1, 2");
  }

  @Test
  void of_hostWithPort_isNamedAloneInLowerCase() {
    assertThat(of("/", List.of(), List.of(TextEntry.of("host", "Shop.Example:8443"))))
        .containsEntry("host", "shop.example")
        .containsEntry("http_host", "Shop.Example:8443");
  }

  @Test
  void of_cookiesOfTwoHeaders_areJoinedAndNamed() {
    List<TextEntry> headers =
        List.of(TextEntry.of("cookie", "a=0; a=1"), TextEntry.of("cookie", "b=2"));

    assertThat(of("/", List.of(), headers))
        .containsEntry("http_cookie", "a=0; a=1; b=2")
        .containsEntry("cookie_a", "1")
        .containsEntry("cookie_b", "2");
  }

  private static Map<String, String> of(String uri, List<TextEntry> args, List<TextEntry> headers) {
    GatewayRequest request =
        new GatewayRequest(HttpMethod.PUT, Text.of("/a b"), args, headers, Bytes.EMPTY);
    return GatewayVariables.of(ClientConnection.MADE_UP, new RequestTarget(uri), request, request)
        .toMap()
        .entrySet()
        .stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> new String(entry.getValue().toByteArray(), StandardCharsets.UTF_8)));
  }
}
