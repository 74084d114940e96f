/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.testkit.ClientResponse;
import io.github.a6runner.testkit.FilterTester;
import io.github.a6runner.testkit.TestResponse;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseLoggerTest {
  @AutoClose private static final FilterTester tester = FilterTester.of(new ResponseLogger());

  @Test
  void response_logged_staysAsItIs() {
    ClientResponse client =
        tester
            .response(r -> r.status(404).header("Content-Type", "text/html").body("gone"))
            .client();
    assertThat(client).hasToString("404\n  content-type: text/html\n\ngone");
  }

  @Test
  void response_logged_saysStatusAndSize() {
    assertThat(logged(r -> r.status(404).body("12345")))
        .isEqualTo("INFO response status=404 size=5");
  }

  @Test
  void response_ofUnknownSize_saysSo() {
    assertThat(logged(r -> r.header("Transfer-Encoding", "chunked").body("12345")))
        .isEqualTo("INFO response status=200 size=-");
  }

  @Test
  void response_fields_areLoggedInTheirOrder() {
    assertThat(
            logged(
                r ->
                    r.conf("{\"fields\": [\"host\", \"consumer_name\", \"remote_addr\"]}")
                        .variable("host", "example.com")))
        .isEqualTo(
            "INFO response status=200 size=- host=example.com consumer_name=- remote_addr=127.0.0.1");
  }

  @Test
  void response_fieldWithLineBreak_staysOnOneLine() {
    assertThat(logged(r -> r.conf("{\"fields\": [\"uri\"]}").variable("uri", "/\r\nERROR forged")))
        .isEqualTo("INFO response status=200 size=- uri=/??ERROR forged");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"fields\": \"host\"}|$.fields",
        "{\"fields\": [1]}|$.fields[0]",
        "{\"field\": []}|$.field"
      })
  void conf_malformed_isRefused(String conf, String place) {
    assertThat(tester.response(r -> r.conf(conf)))
        .fails()
        .refusesConf(place)
        .hasReasonContaining("(expected: ");
  }

  private static String logged(Consumer<TestResponse> response) {
    try (LogLines log = new LogLines(ResponseLogger.class)) {
      assertThat(tester.response(response)).proceeds();
      assertThat(log.lines()).hasSize(1);
      return log.lines().get(0);
    }
  }
}
