/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.Header;
import io.github.a6runner.api.QueryArg;
import java.util.List;

/** Messages as text for a person who reads why a test failed. Not thread-safe. */
final class Shown {
  private static final int MOST = 2000;
  private static final int MOST_IN_A_LINE = 100;

  private final StringBuilder text = new StringBuilder();

  static String arg(QueryArg arg) {
    return arg.name() + arg.value().map(value -> " = " + value).orElse("");
  }

  static String header(Header header) {
    return header.name() + ": " + header.value();
  }

  /** A body's beginning, where there is room for a line only. */
  static String inOneLine(Body body) {
    String start = text(body, MOST_IN_A_LINE);
    return start.lines().count() > 1 ? start.lines().findFirst().orElse("") + "... " + body : start;
  }

  Shown line(String line) {
    text.append(line).append('\n');
    return this;
  }

  Shown args(List<QueryArg> args) {
    args.forEach(arg -> line("  ? " + arg(arg)));
    return this;
  }

  Shown headers(List<Header> headers) {
    headers.forEach(header -> line("  " + header(header)));
    return this;
  }

  Shown body(Body body) {
    return body.isEmpty() ? this : line("").line(text(body, MOST));
  }

  /** A heading, and below it a text that is indented. */
  Shown section(String heading, Object content) {
    line(heading);
    content.toString().lines().forEach(each -> line(each.isEmpty() ? "" : "  " + each));
    return this;
  }

  private static String text(Body body, int most) {
    String all = body.text();
    if (!Body.of(all, UTF_8).equals(body)) {
      return body.toString();
    }
    return all.length() > most ? all.substring(0, most) + "... " + body : all;
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing();
  }
}
