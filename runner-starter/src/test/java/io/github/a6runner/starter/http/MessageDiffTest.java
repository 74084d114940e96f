/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.starter.http.MessageDiff.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageDiffTest {

  @Test
  void of_lineInTheMiddleOfABody_showsTwoLinesAroundIt() {
    MessageDiff diff = diff("1\n2\n3\n4\n5\n6\n7\n", "1\n2\n3\nX\n5\n6\n7\n");

    assertThat(body(diff))
        .containsExactly(
            "  (1 line as before)",
            "  2",
            "  3",
            "- 4",
            "+ X",
            "  5",
            "  6",
            "  (1 line as before)");
    assertThat(diff.isChange()).isTrue();
  }

  @Test
  void of_sameBody_keepsItsLines() {
    MessageDiff diff = diff("1\n2\n", "1\n2\n");

    assertThat(body(diff)).containsExactly("  1", "  2");
    assertThat(diff.isChange()).isFalse();
  }

  @Test
  void of_longBody_tellsHowMuchIsLeftOut() {
    String lines = IntStream.range(0, 203).mapToObj(i -> "x\n").collect(Collectors.joining());

    List<String> body = body(diff("", lines));

    assertThat(body).hasSize(201).endsWith("+ (3 more lines)");
  }

  @ParameterizedTest
  @CsvSource({"'a\n','a'", "'a\r\n','a\n'", "'\0\1','\1\0'", "'','\n\n\0'"})
  void of_bodiesThatAPersonSeesNoDifferenceIn_isAChange(String before, String after) {
    assertThat(diff(before, after).isChange()).isTrue();
  }

  @Test
  void of_otherStatus_isAChange() {
    MessageDiff diff = MessageDiff.of(response(200, ""), response(404, ""));

    assertThat(diff.lines())
        .containsExactly(
            new MessageDiff.Line(EntryDiff.Change.GONE, Part.STATUS, "200"),
            new MessageDiff.Line(EntryDiff.Change.NEW, Part.STATUS, "404"));
  }

  @Test
  void withResponseHeaders_newOne_isAChange() {
    MessageDiff none = diff("", "");

    assertThat(none.isChange()).isFalse();
    assertThat(none.withResponseHeaders(List.of(), List.of(TextEntry.of("a", "1"))).isChange())
        .isTrue();
  }

  private static MessageDiff diff(String before, String after) {
    return MessageDiff.of(response(200, before), response(200, after));
  }

  private static GatewayResponse response(int status, String body) {
    Bytes bytes = Bytes.of(body.getBytes(StandardCharsets.UTF_8));
    return new GatewayResponse(status, List.of(), bytes);
  }

  private static List<String> body(MessageDiff diff) {
    return diff.lines().stream()
        .filter(line -> line.part() == Part.BODY)
        .map(line -> line.change().sign() + " " + line.text())
        .toList();
  }
}
