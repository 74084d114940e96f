/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.http;

import static io.github.a6runner.starter.http.EntryDiff.Change.GONE;
import static io.github.a6runner.starter.http.EntryDiff.Change.KEPT;
import static io.github.a6runner.starter.http.EntryDiff.Change.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.protocol.TextEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryDiffTest {

  @Test
  void ofHeaders_changedValue_putsOldAndNewSideBySide() {
    List<TextEntry> before = List.of(entry("a", "1"), entry("b", "1"), entry("c", "1"));
    List<TextEntry> after = List.of(entry("c", "1"), entry("a", "2"), entry("d", "1"));

    assertThat(EntryDiff.ofHeaders(before, after))
        .containsExactly(
            line(GONE, "a", "1"),
            line(NEW, "a", "2"),
            line(GONE, "b", "1"),
            line(KEPT, "c", "1"),
            line(NEW, "d", "1"));
  }

  @Test
  void ofHeaders_repeatedNames_keepsThoseThatStay() {
    List<TextEntry> before = List.of(entry("Set-Cookie", "a"), entry("Set-Cookie", "b"));
    List<TextEntry> after = List.of(entry("set-cookie", "b"), entry("set-cookie", "c"));

    assertThat(EntryDiff.ofHeaders(before, after))
        .containsExactly(
            line(GONE, "Set-Cookie", "a"),
            line(NEW, "set-cookie", "c"),
            line(KEPT, "Set-Cookie", "b"));
  }

  @Test
  void ofArgs_flagThatGotAValue_isAChange() {
    assertThat(EntryDiff.ofArgs(List.of(TextEntry.of("f")), List.of(entry("f", ""))))
        .containsExactly(new EntryDiff.Line(GONE, TextEntry.of("f")), line(NEW, "f", ""));
  }

  @Test
  void ofArgs_nameInAnotherCase_isAnotherName() {
    assertThat(EntryDiff.ofArgs(List.of(entry("a", "1")), List.of(entry("A", "1"))))
        .containsExactly(line(GONE, "a", "1"), line(NEW, "A", "1"));
  }

  private static TextEntry entry(String name, String value) {
    return TextEntry.of(name, value);
  }

  private static EntryDiff.Line line(EntryDiff.Change change, String name, String value) {
    return new EntryDiff.Line(change, entry(name, value));
  }
}
