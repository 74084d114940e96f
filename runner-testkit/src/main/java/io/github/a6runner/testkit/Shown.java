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
  private final StringBuilder text = new StringBuilder();

  Shown line(String line) {
    text.append(line).append('\n');
    return this;
  }

  Shown args(List<QueryArg> args) {
    args.forEach(arg -> line("  ? " + arg.name() + arg.value().map(v -> " = " + v).orElse("")));
    return this;
  }

  Shown headers(List<Header> headers) {
    headers.forEach(header -> line("  " + header.name() + ": " + header.value()));
    return this;
  }

  Shown body(Body body) {
    return body.isEmpty() ? this : line("").line(text(body));
  }

  private static String text(Body body) {
    String all = body.text();
    if (!Body.of(all, UTF_8).equals(body)) {
      return body.toString();
    }
    return all.length() > MOST ? all.substring(0, MOST) + "... " + body : all;
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing();
  }
}
