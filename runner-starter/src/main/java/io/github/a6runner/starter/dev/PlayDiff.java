/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.starter.http.BodyText;
import io.github.a6runner.starter.http.EntryDiff;
import io.github.a6runner.starter.http.EntryDiff.Change;
import java.util.ArrayList;
import java.util.List;

/** How a request or a response became another, line by line. */
final class PlayDiff {
  private static final int CONTEXT = 2;
  private static final int MAX_BODY_LINES = 200;

  private final List<Line> lines = new ArrayList<>();

  /**
   * A line.
   *
   * @param change whether it was before, is after, or both
   * @param part what it is a part of
   * @param text the line
   */
  record Line(Change change, String part, String text) {}

  private PlayDiff() {}

  static List<Line> of(GatewayRequest before, GatewayRequest after) {
    PlayDiff diff = new PlayDiff();
    diff.value("path", before.path().string(), after.path().string());
    diff.entries("arg", "=", EntryDiff.ofArgs(before.args(), after.args()));
    diff.entries("header", ": ", EntryDiff.ofHeaders(before.headers(), after.headers()));
    diff.body(before.body(), after.body());
    return diff.lines;
  }

  static List<Line> of(GatewayResponse before, GatewayResponse after) {
    PlayDiff diff = new PlayDiff();
    diff.value("status", Integer.toString(before.status()), Integer.toString(after.status()));
    diff.entries("header", ": ", EntryDiff.ofHeaders(before.headers(), after.headers()));
    diff.body(before.body(), after.body());
    return diff.lines;
  }

  /** What is going to be set on the response. */
  static List<Line> ofResponseHeaders(List<TextEntry> before, List<TextEntry> after) {
    PlayDiff diff = new PlayDiff();
    diff.entries("response header", ": ", EntryDiff.ofHeaders(before, after));
    return diff.lines;
  }

  /** Tells whether anything is different in some lines. */
  static boolean isChange(List<Line> lines) {
    return lines.stream().anyMatch(line -> line.change() != Change.KEPT);
  }

  private void value(String part, String before, String after) {
    if (before.equals(after)) {
      add(Change.KEPT, part, before);
    } else {
      add(Change.GONE, part, before);
      add(Change.NEW, part, after);
    }
  }

  private void entries(String part, String separator, List<EntryDiff.Line> diff) {
    for (EntryDiff.Line line : diff) {
      TextEntry entry = line.entry();
      String value = entry.value().map(text -> separator + text.string()).orElse("");
      add(line.change(), part, entry.name().string() + value);
    }
  }

  /** What is the same at the beginning and at the end is left out but for some lines. */
  private void body(Bytes before, Bytes after) {
    List<String> old = BodyText.lines(before);
    List<String> now = BodyText.lines(after);
    if (before.equals(after)) {
      bodyLines(Change.KEPT, old);
      return;
    }
    int head = commonHead(old, now);
    int tail = commonTail(old.subList(head, old.size()), now.subList(head, now.size()));
    bodyLines(Change.KEPT, old.subList(Math.max(0, head - CONTEXT), head));
    bodyLines(Change.GONE, old.subList(head, old.size() - tail));
    bodyLines(Change.NEW, now.subList(head, now.size() - tail));
    int end = old.size() - tail;
    bodyLines(Change.KEPT, old.subList(end, Math.min(old.size(), end + CONTEXT)));
  }

  private static int commonHead(List<String> one, List<String> other) {
    int length = 0;
    while (length < Math.min(one.size(), other.size())
        && one.get(length).equals(other.get(length))) {
      length++;
    }
    return length;
  }

  private static int commonTail(List<String> one, List<String> other) {
    int length = 0;
    while (length < Math.min(one.size(), other.size())
        && one.get(one.size() - 1 - length).equals(other.get(other.size() - 1 - length))) {
      length++;
    }
    return length;
  }

  private void bodyLines(Change change, List<String> body) {
    body.stream().limit(MAX_BODY_LINES).forEach(line -> add(change, "body", line));
    if (body.size() > MAX_BODY_LINES) {
      add(change, "body", "(" + (body.size() - MAX_BODY_LINES) + " more lines)");
    }
  }

  private void add(Change change, String part, String text) {
    lines.add(new Line(change, part, text));
  }
}
