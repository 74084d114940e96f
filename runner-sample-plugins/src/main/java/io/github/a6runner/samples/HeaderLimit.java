/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import io.github.a6runner.api.RequestCall;

/** How many headers of a request APISIX hands over. The upstream gets the others, too. */
final class HeaderLimit {
  private static final int MOST = 100;

  private HeaderLimit() {}

  /**
   * Whether a request may have headers that no filter sees. A filter that takes headers away makes
   * those behind it believe that there are none.
   */
  static boolean isReached(RequestCall call) {
    return call.headers().asList().size() >= MOST;
  }
}
