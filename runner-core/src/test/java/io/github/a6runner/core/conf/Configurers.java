/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import io.github.a6runner.core.plugin.FilterSet;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Makes configurers for tests in which nobody is told of what fails. */
public final class Configurers {
  private Configurers() {}

  /**
   * Makes a configurer.
   *
   * @param filters gives the filters of today
   * @param executor whose threads filters may block
   * @param nanoTime the clock
   */
  public static Configurer of(
      Supplier<FilterSet> filters, Executor executor, LongSupplier nanoTime) {
    return new Configurer(filters, executor, nanoTime, (filter, conf, why) -> {});
  }
}
