/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.core.binding.JsonConfSource;

/**
 * The settings of one filter, as it gets them in its start. It remembers whether the filter has
 * looked at them. Thread-safe.
 */
final class SettingsSource implements ConfSource {
  private final JsonConfSource source;
  private volatile boolean read;

  /** Takes a JSON object. */
  SettingsSource(String text) {
    this.source = new JsonConfSource(text);
  }

  /** Whether the filter has looked at them. */
  boolean wasRead() {
    return read;
  }

  @Override
  public String text() {
    read = true;
    return source.text();
  }

  @Override
  public <T extends Record> T as(Class<T> type) {
    read = true;
    return source.as(type);
  }

  /** Says nothing of what may be secret. */
  @Override
  public String toString() {
    return source.toString();
  }
}
