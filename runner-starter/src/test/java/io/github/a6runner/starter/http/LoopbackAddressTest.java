/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackAddressTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:9080, 127.0.0.1, 9080, 127.0.0.1:9080",
    "127.1.2.255:65535, 127.1.2.255, 65535, 127.1.2.255:65535",
    "localhost:80, 127.0.0.1, 80, 127.0.0.1:80",
    "[::1]:9080, ::1, 9080, [::1]:9080",
    "127.0.0.1:0, 127.0.0.1, 0, 127.0.0.1:0",
  })
  void parse_addressOfThisMachine_hasHostAndPort(String text, String host, int port, String url) {
    LoopbackAddress address = LoopbackAddress.parse(text).orElseThrow();

    assertThat(address.host()).isEqualTo(host);
    assertThat(address.port()).isEqualTo(port);
    assertThat(address).hasToString(url);
    assertThat(address.socket().getAddress().isLoopbackAddress()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0:9901",
        "10.0.0.7:9901",
        "126.0.0.1:80",
        "127.0.0.256:80",
        "127.1:80",
        "[::]:9901",
        "[::2]:9901",
        "::1:9901",
        "example.org:80",
        "localhost.example.org:80",
        "127.0.0.1.example.org:80",
      })
  void parse_anotherHost_isNone(String text) {
    assertThat(LoopbackAddress.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "9901",
        ":9901",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:65536",
        "127.0.0.1:100000",
        "127.0.0.1:-1",
        "127.0.0.1:09",
        "127.0.0.1:80 ",
        "[::1]",
        "localhost",
        "http://localhost:80",
      })
  void parse_withoutHostOrPort_isNone(String text) {
    assertThat(LoopbackAddress.parse(text)).isEmpty();
  }

  @Test
  void create_addressThatOthersCanReach_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoopbackAddress(new InetSocketAddress("0.0.0.0", 80)))
        .withMessage("address: /0.0.0.0:80 (expected: 127.0.0.1, localhost or [::1] with a port)");
  }

  @Test
  void create_nameThatWasNotLookedUp_isRefused() {
    InetSocketAddress unresolved = InetSocketAddress.createUnresolved("localhost", 80);

    assertThatIllegalArgumentException().isThrownBy(() -> new LoopbackAddress(unresolved));
  }
}
