/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/** What a filter of the model has made of its configuration: it knows who uses it. */
public final class ModelConf implements AutoCloseable {
  private final String text;
  private final ModelFilters.Plugin plugin;
  private final Queue<String> wrong;
  private final AtomicInteger users = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  /** A conf of APISIX: some filters, each with a text that is no other's. */
  record Route(int number, List<String> filters) {

    int size() {
      return filters.size();
    }

    String key() {
      return "key-" + number / 2; // two confs of one key are two confs
    }

    String confOf(String filter) {
      return number + "-" + filter;
    }

    /** Whether there is such a filter as it names. */
    boolean isUsable() {
      return !filters.contains("refusing");
    }

    String[] namesAndConfs() {
      return filters.stream()
          .flatMap(filter -> List.of(filter, confOf(filter)).stream())
          .toArray(String[]::new);
    }
  }

  ModelConf(String text, ModelFilters.Plugin plugin, Queue<String> wrong) {
    this.text = text;
    this.plugin = plugin;
    this.wrong = wrong;
  }

  public String text() {
    return text;
  }

  /** A filter begins to use it. */
  public void enter() {
    users.incrementAndGet();
    if (closed.get() > 0 || plugin.isClosed()) {
      wrong.add("conf " + text + ": used after its end");
    }
  }

  /** A filter uses it no longer. */
  public void leave() {
    if (closed.get() > 0 || plugin.isClosed()) {
      wrong.add("conf " + text + ": closed while it was in use");
    }
    users.decrementAndGet();
  }

  @Override
  public void close() {
    if (closed.incrementAndGet() > 1) {
      wrong.add("conf " + text + ": closed again");
    }
    if (users.get() > 0 || plugin.isClosed()) {
      wrong.add("conf " + text + ": closed too early or too late");
    }
  }

  public boolean isClosed() {
    return closed.get() > 0;
  }
}
