/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import java.time.Duration;

/** Makes stores for tests in which it does not matter how much they keep, and for how long. */
public final class ConfStores {
  private static final ConfStore.Bounds ENOUGH =
      new ConfStore.Bounds(Duration.ofHours(1), Long.MAX_VALUE);

  private ConfStores() {}

  /**
   * Makes a store.
   *
   * @param configurer configures its confs
   */
  public static ConfStore of(Configurer configurer) {
    return new ConfStore(configurer, ENOUGH, 1);
  }
}
