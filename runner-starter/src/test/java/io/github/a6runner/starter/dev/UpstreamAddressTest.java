/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080",
        "http://[::1]:8080",
        "https://example.org",
        "https://example.org:65535/",
      })
  void parse_hostMaybeWithAPort_isAnAddress(String text) {
    assertThat(UpstreamAddress.parse(text)).contains(URI.create(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1:8080",
        "ftp://x",
        "http://",
        "http:///",
        "http://:8080",
        "http://[::1:8080",
        "http://::1:8080",
        "http://a b:80",
        "http://a:0",
        "http://a:65536",
        "http://a:99999999999",
        "http://a:b",
        "http://me@a:80",
        "http://a:80/path",
        "http://a:80?q",
        "http://a:80#f",
      })
  void parse_anythingElse_isNone(String text) {
    assertThat(UpstreamAddress.parse(text)).isEmpty();
  }
}
