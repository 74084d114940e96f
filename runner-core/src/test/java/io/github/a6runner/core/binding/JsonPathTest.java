/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A place is said on one line, and nothing of what is secret with it. */
class JsonPathTest {

  @Test
  void toString_ofFieldsAndMembers_isTheWayToThem() {
    assertThat(JsonPath.ROOT.field("a-b").index(3).field("_c")).hasToString("$.a-b[3]._c");
  }

  @ParameterizedTest
  @CsvSource({
    "a b~c, '$[\"a b~c\"]'",
    "'1', '$[\"1\"]'",
    "'a\"', '$[\"a\\u0022\"]'",
    "'a\\', '$[\"a\\u005c\"]'",
    "caf\u00e9, '$[\"caf\\u00e9\"]'",
    "'\u0000\u001f\u007f', '$[\"\\u0000\\u001f\\u007f\"]'"
  })
  void toString_ofANameThatIsNotPlain_isQuoted(String name, String place) {
    assertThat(JsonPath.ROOT.field(name)).hasToString(place);
  }

  @Test
  void toString_ofALongName_isCutOff() {
    assertThat(JsonPath.ROOT.field("?".repeat(64))).hasToString("$[\"" + "?".repeat(64) + "\"]");
    assertThat(JsonPath.ROOT.field("?".repeat(65))).hasToString("$[\"" + "?".repeat(64) + "...\"]");
  }

  @Test
  void toString_belowASecret_endsThere() {
    assertThat(JsonPath.ROOT.field("a").secretField("users").field("jack"))
        .hasToString("$.a.users");
  }

  @Test
  void refused_says_whatIsThereAndWhatIsExpected() {
    assertThat(JsonPath.ROOT.field("a").refused("a list", "text"))
        .hasMessage("$.a: a list (expected: text)");
  }
}
