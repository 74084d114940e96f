/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import io.github.a6runner.api.QueryArg;
import io.github.a6runner.api.QueryArgs;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;
import java.util.Optional;

/** The arguments of a request as one filter sees them. */
final class QueryArgsView implements QueryArgs {
  private final EntryList entries;
  private final Runnable changeCheck;

  QueryArgsView(EntryList entries, Runnable changeCheck) {
    this.entries = entries;
    this.changeCheck = changeCheck;
  }

  @Override
  public List<QueryArg> asList() {
    return entries.asArgs();
  }

  @Override
  public Optional<String> first(String name) {
    return entries.first(name).flatMap(TextEntry::value).map(Text::string);
  }

  @Override
  public List<String> all(String name) {
    return entries.values(name);
  }

  @Override
  public boolean contains(String name) {
    return entries.contains(name);
  }

  @Override
  public void set(String name, List<String> values) {
    changeCheck.run();
    QueryArgs.checkName(name);
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          "values of argument " + name + ": none (expected: at least one, or remove())");
    }
    entries.set(name, values);
  }

  @Override
  public void remove(String name) {
    changeCheck.run();
    entries.remove(name);
  }
}
