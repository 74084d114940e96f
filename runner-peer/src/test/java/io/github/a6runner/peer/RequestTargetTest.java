/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.protocol.TextEntry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

  @Test
  void args_repeatedFlagAndEmpty_keepsThemApart() {
    assertThat(args("a=1&b=2&a=3&flag&empty="))
        .containsExactly(
            TextEntry.of("a", "1"),
            TextEntry.of("b", "2"),
            TextEntry.of("a", "3"),
            TextEntry.of("flag"),
            TextEntry.of("empty", ""));
  }

  @Test
  void args_escapes_areDecodedInNamesAndValues() {
    assertThat(args("sp%20ace=v%26w+x&u=%E4%BD%A0&e=a=b"))
        .containsExactly(
            TextEntry.of("sp ace", "v&w x"), TextEntry.of("u", "你"), TextEntry.of("e", "a=b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&", "&&"})
  void args_nothing_isEmpty(String query) {
    assertThat(args(query)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/a+b%2Fc,/a+b/c", "/100%,/100%", "/%zz,/%zz", "/%4,/%4", "/你,/你"})
  void path_escapesAndOthers_asNginxDoes(String path, String decoded) {
    assertThat(new RequestTarget(path).path().string()).isEqualTo(decoded);
  }

  @ParameterizedTest
  @CsvSource({"/,/,''", "/a?,/a,''", "/a?b,/a,b", "/a?b=c?d,/a,b=c?d", "?b,'',b", "'','',''"})
  void written_anywhere_isSplitAtTheFirstQuestionMark(String written, String path, String query) {
    RequestTarget target = new RequestTarget(written);

    assertThat(target.rawPath()).isEqualTo(path);
    assertThat(target.query()).isEqualTo(query);
  }

  @Test
  void of_argsThatAreNotPlain_escapesThem() {
    List<TextEntry> args =
        List.of(TextEntry.of("a b", "v&w+x"), TextEntry.of("flag"), TextEntry.of("u", "你=%"));

    RequestTarget target = RequestTarget.of("/p", args);

    assertThat(target.written()).isEqualTo("/p?a%20b=v%26w%2Bx&flag&u=%E4%BD%A0%3D%25");
    assertThat(target.args()).isEqualTo(args);
  }

  @Test
  void of_nothingToAsk_isThePathAlone() {
    assertThat(RequestTarget.of("/p", List.of())).isEqualTo(new RequestTarget("/p"));
    assertThat(RequestTarget.of("/p", "")).isEqualTo(new RequestTarget("/p"));
  }

  private static List<TextEntry> args(String query) {
    return RequestTarget.of("/", query).args();
  }
}
