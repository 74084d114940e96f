/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.Header;
import io.github.a6runner.api.QueryArg;
import io.github.a6runner.core.call.CallSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What is different between two states of a call, in words. */
final class Changes {
  private final List<String> lines = new ArrayList<>();

  private Changes() {}

  static List<String> between(CallSnapshot before, CallSnapshot after) {
    Changes changes = new Changes();
    changes.value("path", before.path().orElse(""), after.path().orElse(""));
    changes.value("status", before.status().orElse(0), after.status().orElse(0));
    changes.entries("argument", args(before.args()), args(after.args()));
    changes.entries("header", headers(before.headers()), headers(after.headers()));
    changes.entries(
        "header of the response to come",
        headers(before.responseHeaders()),
        headers(after.responseHeaders()));
    changes.body(before.newBody(), after.newBody());
    return List.copyOf(changes.lines);
  }

  private void value(String what, Object before, Object after) {
    if (!before.equals(after)) {
      lines.add("%s: %s -> %s".formatted(what, before, after));
    }
  }

  private void entries(String what, List<String> before, List<String> after) {
    without(before, after).forEach(entry -> lines.add("- " + what + " " + entry));
    without(after, before).forEach(entry -> lines.add("+ " + what + " " + entry));
  }

  private void body(Optional<Body> before, Optional<Body> after) {
    if (!Objects.equals(before, after)) {
      after.ifPresent(body -> lines.add("body: " + Shown.inOneLine(body)));
    }
  }

  /** What is in one list and not in the other, as often as it is there more often. */
  private static List<String> without(List<String> all, List<String> others) {
    List<String> left = new ArrayList<>(all);
    others.forEach(left::remove);
    return left;
  }

  private static List<String> args(List<QueryArg> args) {
    return args.stream().map(Shown::arg).toList();
  }

  private static List<String> headers(List<Header> headers) {
    return headers.stream().map(Shown::header).toList();
  }
}
