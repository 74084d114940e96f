/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The contract between the runner and the filters of plugin authors. */
module io.github.a6runner.api {
  requires static org.jspecify;

  exports io.github.a6runner.api;
}
