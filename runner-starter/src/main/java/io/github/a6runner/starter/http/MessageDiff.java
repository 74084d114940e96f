/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.http;

import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.starter.http.EntryDiff.Change;
import io.github.a6runner.starter.surroundings.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a request or a response became another, line by line. Immutable.
 *
 * <p>Of a body there is what changed with {@value #CONTEXT} lines around it, and of what is more
 * than {@value #MAX_BODY_LINES} lines, or as it was, only how many there are.
 *
 * @param lines the lines, those that are as they were among them
 */
public record MessageDiff(List<Line> lines) {
  /** Of nothing, for what is not compared. */
  public static final MessageDiff NONE = new MessageDiff(List.of());

  private static final int CONTEXT = 2;
  private static final int MAX_BODY_LINES = 200;

  /**
   * A line.
   *
   * @param change whether it was before, is after, or both
   * @param part what it is a part of
   * @param text the line
   */
  public record Line(Change change, Part part, String text) {}

  /** What a line is a part of. */
  public enum Part {
    /** The path of a request. */
    PATH("path"),
    /** An argument of a request's query. */
    ARG("arg"),
    /** The status of a response. */
    STATUS("status"),
    /** A header of the message. */
    HEADER("header"),
    /** A line of the message's body. */
    BODY("body"),
    /** A header that is to be set on the response to a request. */
    RESPONSE_HEADER("response header");

    private final String label;

    Part(String label) {
      this.label = label;
    }

    /**
     * Returns what a person calls it.
     *
     * @return one or two words in lower case
     */
    public String label() {
      return label;
    }
  }

  /**
   * Takes lines.
   *
   * @param lines the lines, which are copied
   */
  public MessageDiff {
    lines = List.copyOf(lines);
  }

  /**
   * Compares requests.
   *
   * @param before what was
   * @param after what it has become
   * @return path, arguments, headers and body
   */
  public static MessageDiff of(GatewayRequest before, GatewayRequest after) {
    Drawing drawing = new Drawing();
    drawing.value(Part.PATH, before.path().string(), after.path().string());
    drawing.entries(Part.ARG, "=", EntryDiff.ofArgs(before.args(), after.args()));
    drawing.entries(Part.HEADER, ": ", EntryDiff.ofHeaders(before.headers(), after.headers()));
    drawing.body(before.body(), after.body());
    return new MessageDiff(drawing.lines);
  }

  /**
   * Compares responses.
   *
   * @param before what was
   * @param after what it has become
   * @return status, headers and body
   */
  public static MessageDiff of(GatewayResponse before, GatewayResponse after) {
    Drawing drawing = new Drawing();
    drawing.value(Part.STATUS, Integer.toString(before.status()), Integer.toString(after.status()));
    drawing.entries(Part.HEADER, ": ", EntryDiff.ofHeaders(before.headers(), after.headers()));
    drawing.body(before.body(), after.body());
    return new MessageDiff(drawing.lines);
  }

  /**
   * Adds what is going to be set on the response to a request.
   *
   * @param before the headers that were to be set
   * @param after those that are
   * @return this and them
   */
  public MessageDiff withResponseHeaders(List<TextEntry> before, List<TextEntry> after) {
    Drawing drawing = new Drawing();
    drawing.entries(Part.RESPONSE_HEADER, ": ", EntryDiff.ofHeaders(before, after));
    return new MessageDiff(Stream.concat(lines.stream(), drawing.lines.stream()).toList());
  }

  /**
   * Tells whether anything became another.
   *
   * @return false if all is as it was
   */
  public boolean isChange() {
    return lines.stream().anyMatch(line -> line.change() != Change.KEPT);
  }

  /** The lines as they come. For one thread. */
  private static final class Drawing {
    private final List<Line> lines = new ArrayList<>();

    private void value(Part part, String before, String after) {
      if (before.equals(after)) {
        add(Change.KEPT, part, before);
      } else {
        add(Change.GONE, part, before);
        add(Change.NEW, part, after);
      }
    }

    private void entries(Part part, String separator, List<EntryDiff.Line> diff) {
      for (EntryDiff.Line line : diff) {
        TextEntry entry = line.entry();
        String value = entry.value().map(text -> separator + text.string()).orElse("");
        add(line.change(), part, entry.name().string() + value);
      }
    }

    private void body(Bytes before, Bytes after) {
      List<String> old = BodyText.lines(before);
      List<String> now = BodyText.lines(after);
      if (before.equals(after)) {
        body(Change.KEPT, old);
      } else if (old.equals(now)) {
        unseen(before, after);
      } else {
        changedBody(old, now);
      }
    }

    /** What is the same at the beginning and at the end is left out but for some lines. */
    private void changedBody(List<String> old, List<String> now) {
      int head = commonHead(old, now);
      int tail = commonTail(old.subList(head, old.size()), now.subList(head, now.size()));
      int end = old.size() - tail;
      leftOut(Math.max(0, head - CONTEXT));
      body(Change.KEPT, old.subList(Math.max(0, head - CONTEXT), head));
      body(Change.GONE, old.subList(head, end));
      body(Change.NEW, now.subList(head, now.size() - tail));
      body(Change.KEPT, old.subList(end, Math.min(old.size(), end + CONTEXT)));
      leftOut(old.size() - Math.min(old.size(), end + CONTEXT));
    }

    private void leftOut(int lines) {
      if (lines > 0) {
        add(Change.KEPT, Part.BODY, "(" + Words.counted(lines, "line") + " as before)");
      }
    }

    /** Ends of lines, or bytes that are no text. */
    private void unseen(Bytes before, Bytes after) {
      add(Change.GONE, Part.BODY, "(" + before.size() + " bytes)");
      add(Change.NEW, Part.BODY, "(" + after.size() + " bytes, which show no other text)");
    }

    private void body(Change change, List<String> body) {
      body.stream().limit(MAX_BODY_LINES).forEach(line -> add(change, Part.BODY, line));
      if (body.size() > MAX_BODY_LINES) {
        add(change, Part.BODY, "(" + (body.size() - MAX_BODY_LINES) + " more lines)");
      }
    }

    private void add(Change change, Part part, String text) {
      lines.add(new Line(change, part, text));
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
  }
}
