/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.core.binding.SchemaWriter;
import io.github.a6runner.core.binding.UnfitRecordException;
import io.github.a6runner.core.log.LogText;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds out what a filter takes by offering it a configuration that is refused whatever it binds it
 * to, and looking what that is. The type argument of the filter does not tell: what a filter makes
 * of its configuration is often another class than the one that it reads it with. Used once, by one
 * thread.
 */
final class ConfProbe implements ConfSource {
  private static final String EMPTY = "{}";

  private final Set<Class<? extends Record>> types = new LinkedHashSet<>();
  private boolean read;

  private ConfProbe() {}

  /** Asks a filter; runs its code on this thread, in its plugin's context. */
  static ConfSchema ask(LoadedFilter loaded) {
    try {
      return PluginContext.call(loaded, () -> new ConfProbe().schemaOf(loaded.filter()));
    } catch (UnfitRecordException e) {
      return ConfSchema.never(String.valueOf(e.getMessage()));
    } catch (Throwable e) {
      return ConfSchema.none("cannot be told: " + LogText.of(LogText.wordsOf(e)));
    }
  }

  @Override
  public String text() {
    read = true;
    return EMPTY;
  }

  @Override
  public <T extends Record> T as(Class<T> type) {
    types.add(type);
    throw new InvalidConfException("$: no configuration (expected: one)");
  }

  private ConfSchema schemaOf(Filter<?> filter) {
    offerTo(filter);
    if (types.isEmpty()) {
      return ConfSchema.none(
          read ? "the filter reads the text itself" : "the filter takes no configuration");
    }
    if (types.size() > 1) {
      return ConfSchema.none("the filter chooses from several records");
    }
    return ConfSchema.of(SchemaWriter.write(types.iterator().next()));
  }

  private void offerTo(Filter<?> filter) {
    try {
      if (filter.configure(this) instanceof AutoCloseable unused) {
        Generation.closeQuietly(unused);
      }
    } catch (Throwable e) {
      // Expected: it is what the filter does with a configuration that it refuses.
    }
  }
}
