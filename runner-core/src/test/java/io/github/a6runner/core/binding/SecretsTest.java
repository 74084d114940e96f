/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No message may have anything of a secret value, and those without one are not lost for it. */
class SecretsTest {
  private final Secrets secrets = new Secrets();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"s3cret\"",
        "[1, [\"s3cret\"]]",
        "{\"a\": {\"b\": \"s3cret\"}}",
        "{\"s3cret\": true}",
        "[null, {\"s3cret\": []}]"
      })
  void areIn_messageWithATextOfTheValue_isTold(String value) throws JsonProcessingException {
    add(value);

    assertThat(secrets.areIn("not s3cret enough")).isTrue();
    assertThat(secrets.areIn("not S3cret enough")).isFalse();
  }

  @Test
  void areIn_messageWithANumberOfTheValue_isTold() throws JsonProcessingException {
    add("{\"pin\": 4711}");

    assertThat(secrets.areIn("4711 is too large")).isTrue();
    assertThat(secrets.areIn("pin: 17")).as("with a name").isTrue();
    assertThat(secrets.areIn("17 is too large")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "4e3, 4000",
    "4e3, 4000.0",
    "4e3, 4E+3",
    "4.7110e3, 4711",
    "4.7110e3, 4711.0",
    "4711.50, 4711.5",
    "-4e3, -4000",
    "12345678901, 1.2345678901E10",
    "1e-7, 0.0000001",
    "0.30000000000000001, 0.3"
  })
  void areIn_messageWithANumberInAnotherSpelling_isTold(String value, String spelling) {
    secrets.add(ConfJson.parse(value));

    assertThat(secrets.areIn("pin " + spelling + " is too short")).isTrue();
    assertThat(secrets.areIn("pin 8 is too short")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "[\"\"]", "{\"\": 1}", "true", "null", "[]"})
  void areIn_messageAboutAValueThatSaysNothing_isKept(String value) throws JsonProcessingException {
    add(value);

    assertThat(secrets.areIn("true or null (expected: text)")).isFalse();
  }

  @Test
  void areIn_messageWithALongPieceOfTheValue_isTold() throws JsonProcessingException {
    add("\"abcdefghijklmnopqrstuvwxyz\"");

    assertThat(secrets.areIn("Text 'cdefghijklmnopqr...' could not be parsed")).isTrue();
    assertThat(secrets.areIn("Text 'cdefghijklmnopq...' could not be parsed")).isFalse();
  }

  @Test
  void areIn_valueThatHoldsASecret_isTold() throws JsonProcessingException {
    add("\"s3cret\"");

    assertThat(secrets.areIn(new ObjectMapper().readTree("{\"a\": [\"s3cret\"]}"))).isTrue();
    assertThat(secrets.areIn(new ObjectMapper().readTree("{\"a\": [\"other\", \"\"]}"))).isFalse();
  }

  @Test
  void areIn_noMessage_isNot() throws JsonProcessingException {
    add("\"s3cret\"");

    assertThat(secrets.areIn((String) null)).isFalse();
  }

  private void add(String json) throws JsonProcessingException {
    secrets.add(new ObjectMapper().readTree(json));
  }
}
