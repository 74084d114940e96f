/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenMessageTest {
  private static final Bytes BODY = Bytes.of(new byte[] {1, 2, 3});

  @ParameterizedTest
  @ValueSource(strings = {"PATCH", "patch", "Patch"})
  void method_inAnyCase_isTheMethod(String text) {
    assertThat(WrittenMessage.method("--method", text)).isEqualTo(HttpMethod.PATCH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "FETCH", "GET|PUT", " GET"})
  void method_thatIsNone_namesAllThatThereAre(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WrittenMessage.method("--method", text))
        .withMessageStartingWith("--method: " + text + " (expected: one of GET, ")
        .withMessageContaining(", " + HttpMethod.PATCH);
  }

  @Test
  void status_inRange_isTheNumber() {
    assertThat(WrittenMessage.status("status", "200")).isEqualTo(200);
    assertThat(WrittenMessage.status("status", "599")).isEqualTo(599);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "199", "600", "2000", "-20", "ok"})
  void status_outOfRange_isNamed(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WrittenMessage.status("status", text))
        .withMessage("status: " + text + " (expected: 200 to 599)");
  }

  @Test
  void header_withSpaceAround_isStripped() {
    assertThat(WrittenMessage.requestHeader("header", " X-Name :  a: b "))
        .isEqualTo(TextEntry.of("x-name", "a: b"));
    assertThat(WrittenMessage.responseHeader("header", "X-Name:"))
        .isEqualTo(TextEntry.of("X-Name", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no value", ": value", "a b: c", "ä: b"})
  void header_withoutAName_isNamed(String line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WrittenMessage.requestHeader("header", line))
        .withMessage("header: " + line + " (expected: Name: value)");
  }

  @Test
  void completed_withoutThem_hasHostAndLength() {
    assertThat(WrittenMessage.completed(List.of(TextEntry.of("a", "1")), BODY))
        .containsExactly(
            TextEntry.of("host", "localhost"),
            TextEntry.of("a", "1"),
            TextEntry.of("content-length", "3"));
    assertThat(WrittenMessage.completed(List.of(), Bytes.EMPTY))
        .containsExactly(TextEntry.of("host", "localhost"));
  }

  @Test
  void completed_withThem_staysAsItIs() {
    List<TextEntry> given =
        List.of(TextEntry.of("content-length", "9"), TextEntry.of("host", "a.example"));

    assertThat(WrittenMessage.completed(given, BODY)).isEqualTo(given);
  }
}
