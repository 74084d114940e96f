/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.protocol.TextEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringTest {

  @Test
  void parse_repeatedFlagAndEmpty_keepsThemApart() {
    assertThat(QueryString.parse("a=1&b=2&a=3&flag&empty="))
        .containsExactly(
            TextEntry.of("a", "1"),
            TextEntry.of("b", "2"),
            TextEntry.of("a", "3"),
            TextEntry.of("flag"),
            TextEntry.of("empty", ""));
  }

  @Test
  void parse_escapes_areDecodedInNamesAndValues() {
    assertThat(QueryString.parse("sp%20ace=v%26w+x&u=%E4%BD%A0&e=a=b"))
        .containsExactly(
            TextEntry.of("sp ace", "v&w x"), TextEntry.of("u", "你"), TextEntry.of("e", "a=b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&", "&&"})
  void parse_nothing_isEmpty(String query) {
    assertThat(QueryString.parse(query)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/a+b%2Fc,/a+b/c", "/100%,/100%", "/%zz,/%zz", "/%4,/%4", "/你,/你"})
  void decodePath_escapesAndOthers_asNginxDoes(String path, String decoded) {
    assertThat(QueryString.decodePath(path).string()).isEqualTo(decoded);
  }
}
