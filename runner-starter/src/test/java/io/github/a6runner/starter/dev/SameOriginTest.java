/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.protocol.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameOriginTest {

  @ParameterizedTest
  @CsvSource({"127.0.0.1:9080", "localhost:9080", "LOCALHOST:9080"})
  void refusal_ownName_isNone(String host) {
    assertThat(refusal("host", host)).isEmpty();
    assertThat(refusal("host", host, "origin", "http://" + host.toLowerCase(Locale.ROOT)))
        .isEmpty();
    assertThat(refusal("host", host, "sec-fetch-site", "same-origin")).isEmpty();
  }

  /** The second is what a browser sends after a name was made to point here. */
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1",
    "evil.example:9080",
    "127.0.0.1:80",
    "localhost.evil.example:9080",
    "127.0.0.1:9080@evil.example",
    "127.0.0.2:9080",
    "[::1]:9080",
    "''",
  })
  void refusal_anotherHost_is403(String host) {
    assertThat(refusal("host", host)).isEqualTo("403");
  }

  @Test
  void refusal_anotherHost_namesTheOwnOnes() {
    assertThat(SameOrigin.refusal(Incoming.of(HttpMethod.GET, "/", "", "host", "evil.example")))
        .map(response -> new String(response.body().toByteArray(), StandardCharsets.UTF_8))
        .contains("403: host: another, or none (expected: 127.0.0.1:9080 or localhost:9080)\n");
  }

  @Test
  void refusal_noHostOrTwo_is403() {
    assertThat(refusal()).isEqualTo("403");
    assertThat(refusal("host", "127.0.0.1:9080", "host", "127.0.0.1:9080")).isEqualTo("403");
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example",
    "http://127.0.0.1:8080",
    "https://127.0.0.1:9080",
    "http://localhost:9080",
    "null",
    "''",
  })
  void refusal_anotherOrigin_is403(String origin) {
    assertThat(refusal("host", "127.0.0.1:9080", "origin", origin)).isEqualTo("403");
  }

  @ParameterizedTest
  @CsvSource({"cross-site", "same-site"})
  void refusal_askedForByAnotherSite_is403(String site) {
    assertThat(refusal("host", "127.0.0.1:9080", "sec-fetch-site", site)).isEqualTo("403");
  }

  private static String refusal(String... headers) {
    return SameOrigin.refusal(Incoming.of(HttpMethod.GET, "/_a6/", "", headers))
        .map(GatewayResponse::status)
        .map(String::valueOf)
        .orElse("");
  }
}
