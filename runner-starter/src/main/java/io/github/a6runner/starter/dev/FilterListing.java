/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import java.io.IOException;

/** Tells which filters the runner has, as the command {@code plugins --json} prints it. */
@FunctionalInterface
interface FilterListing {

  /**
   * Returns what there is now. Called from any thread, possibly often.
   *
   * @return an object of JSON
   * @throws IOException if it cannot be found out
   */
  String json() throws IOException;
}
