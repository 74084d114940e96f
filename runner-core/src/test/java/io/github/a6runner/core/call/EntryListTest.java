/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.Calls;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryListTest {

  private final EntryList headers =
      EntryList.ofResponseHeaders(Calls.entries("a", "1", "B", "2", "A", "3", "c", "4"));

  @Test
  void firstValue_headerInAnotherCase_isFound() {
    assertThat(headers.firstValue("b")).contains("2");
    assertThat(headers.values("a")).containsExactly("1", "3");
    assertThat(headers.contains("C")).isTrue();
  }

  @Test
  void firstValue_firstAndLastLetter_haveACaseAndTheirNeighboursNone() {
    EntryList list = EntryList.ofResponseHeaders(Calls.entries("A-Z", "1", "@-[", "2"));

    assertThat(list.firstValue("a-z")).contains("1");
    assertThat(list.firstValue("`-{")).isEmpty();
  }

  @Test
  void changedNames_argumentsInTwoCases_areTwo() {
    EntryList args = EntryList.ofArgs(List.of());

    args.set("a", List.of("1"));
    args.set("A", List.of("2"));

    assertThat(args.changedNames()).containsExactly("a", "A");
  }

  @Test
  void goneInOtherBytes_nameThatIsNoUtf8_isToldWhenItIsGone() {
    Text latin = Text.decode(new byte[] {(byte) 0xFC});
    TextEntry entry = new TextEntry(latin, Optional.of(Text.of("1")));
    EntryList list = EntryList.ofResponseHeaders(List.of(entry, TextEntry.of("b", "2")));
    assertThat(list.goneInOtherBytes("\u00fc")).as("it is there").isEmpty();

    list.remove("\u00fc");
    assertThat(list.goneInOtherBytes("\u00fc")).as("another is there").containsExactly(latin);
    list.remove("b");

    assertThat(list.goneInOtherBytes("\u00fc")).containsExactly(latin);
    assertThat(list.goneInOtherBytes("b")).as("it is gone in its own bytes").isEmpty();
  }

  @Test
  void firstValue_argumentInAnotherCase_isAnother() {
    EntryList args = EntryList.ofArgs(Calls.entries("a", "1", "A", "2"));

    assertThat(args.firstValue("A")).contains("2");
    assertThat(args.contains("b")).isFalse();
    assertThat(args.values("a")).containsExactly("1");
  }

  @Test
  void firstValue_entryWithoutValue_isPassedOver() {
    List<TextEntry> entries = List.of(TextEntry.of("a"), TextEntry.of("A", "1"));

    assertThat(EntryList.ofResponseHeaders(entries).firstValue("a")).contains("1");
  }

  @Test
  void firstValue_entryWithoutValue_isEmptyButThere() {
    EntryList args = EntryList.ofArgs(List.of(TextEntry.of("flag")));

    assertThat(args.firstValue("flag")).isEmpty();
    assertThat(args.contains("flag")).isTrue();
    assertThat(args.values("flag")).isEmpty();
  }

  @Test
  void set_repeatedName_takesThePlaceOfTheFirst() {
    headers.set("A", List.of("x", "y"));

    assertThat(headers.entries()).isEqualTo(Calls.entries("A", "x", "A", "y", "B", "2", "c", "4"));
  }

  @Test
  void set_unknownName_goesToTheEnd() {
    headers.set("d", List.of("5"));

    assertThat(headers.entries()).endsWith(TextEntry.of("d", "5"));
    assertThat(headers.changedNames()).containsExactly("d");
  }

  @Test
  void add_nameThatIsThere_keepsWhatIsThere() {
    headers.add("a", "5");

    assertThat(headers.values("A")).containsExactly("1", "3", "5");
    assertThat(headers.isChanged("A")).isTrue();
  }

  @Test
  void remove_name_takesAllOfItAndIsRecorded() {
    headers.remove("a");

    assertThat(headers.entries()).isEqualTo(Calls.entries("B", "2", "c", "4"));
    assertThat(headers.changedNames()).containsExactly("a");
  }

  @Test
  void remove_nameThatIsNotThere_recordsNothing() {
    EntryList args = EntryList.ofArgs(List.of());
    headers.remove("x");
    args.remove("x");

    assertThat(headers.changedNames()).isEmpty();
    assertThat(args.changedNames()).isEmpty();
  }

  /** APISIX hands over a hundred; the client may have sent the name as the next one. */
  @Test
  void remove_requestHeaderThatIsNotThere_isRecorded() {
    EntryList some = EntryList.ofRequestHeaders(Calls.entries("a", "1"));
    some.remove("x");

    some.removeIfThere("y");

    assertThat(some.changedNames()).containsExactly("x");
    assertThat(some.entries()).isEqualTo(Calls.entries("a", "1"));
  }

  @Test
  void mayHide_requestHeadersOfWhichThereMayBeMore_untilAFilterHasSaidWhatTheyAre() {
    EntryList most = EntryList.ofRequestHeaders(Collections.nCopies(100, TextEntry.of("a", "1")));
    EntryList fewer = EntryList.ofRequestHeaders(Collections.nCopies(99, TextEntry.of("a", "1")));
    EntryList others = EntryList.ofResponseHeaders(Collections.nCopies(100, TextEntry.of("a", "")));

    assertThat(List.of(most.mayHide("a"), most.mayHide("X"))).containsOnly(true);
    assertThat(List.of(fewer.mayHide("a"), others.mayHide("a"))).containsOnly(false);

    most.remove("a");
    most.set("x", List.of("1"));

    assertThat(List.of(most.mayHide("A"), most.mayHide("X"))).containsOnly(false);
    assertThat(most.mayHide("y")).isTrue();
  }

  @Test
  void removeIfThere_nameThatMayBeHidden_isRecorded() {
    EntryList most = EntryList.ofRequestHeaders(Collections.nCopies(100, TextEntry.of("a", "1")));

    most.removeIfThere("x");

    assertThat(most.changedNames()).containsExactly("x");
  }

  @Test
  void changedNames_nameChangedTwice_isOneAsWrittenLast() {
    headers.set("a", List.of("1"));
    headers.remove("b");
    headers.set("A", List.of("2"));

    assertThat(headers.changedNames()).containsExactly("A", "b");
  }

  @Test
  void copy_changed_leavesTheOtherAsItWas() {
    EntryList copy = headers.copy();
    copy.remove("a");

    assertThat(headers.values("a")).containsExactly("1", "3");
    assertThat(headers.changedNames()).isEmpty();
    assertThat(copy.contains("a")).isFalse();
  }

  @Test
  void change_ofOneName_keepsTheBytesOfOthers() {
    Text latin = Text.decode(new byte[] {'f', (byte) 0xFC, 'r'});
    TextEntry entry = new TextEntry(Text.of("x"), Optional.of(latin));
    EntryList list = EntryList.ofResponseHeaders(List.of(entry));

    list.add("y", "1");

    assertThat(list.entries().get(0).value().orElseThrow().toByteArray())
        .containsExactly('f', 0xFC, 'r');
  }
}
