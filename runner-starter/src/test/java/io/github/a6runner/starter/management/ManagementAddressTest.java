/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementAddressTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:9901, 127.0.0.1:9901",
    "localhost:80, 127.0.0.1:80",
    "127.1.2.3:65535, 127.1.2.3:65535",
    "[::1]:9901, [::1]:9901",
    "unix:/run/a6/m.sock, unix:/run/a6/m.sock",
  })
  void parse_addressOfThisMachine_isShownAgain(String text, String shown) {
    assertThat(ManagementAddress.parse(text)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0:9901",
        "10.0.0.7:9901",
        ":9901",
        "9901",
        "[::]:9901",
        "example.org:80",
        "localhost.example.org:80",
        "127.0.0.256:80",
        "127.0.0.1:0",
        "127.0.0.1:65536",
        "unix:relative.sock",
        "unix:",
        "",
      })
  void parse_addressThatOthersCanReach_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ManagementAddress.parse(text))
        .withMessageStartingWith(text + " (expected: 127.0.0.1, localhost or [::1] with a port");
  }
}
