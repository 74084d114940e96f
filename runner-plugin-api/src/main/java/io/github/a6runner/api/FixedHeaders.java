/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import java.util.List;

/** The headers that no filter can change. */
final class FixedHeaders {
  /** Two lengths for one message are how requests are smuggled, so the gateway alone gives it. */
  private static final List<String> FRAMING = List.of("content-length", "transfer-encoding");

  /** What APISIX leaves out, too, of those that a rewrite of a request gives for the response. */
  private static final List<String> IGNORED_BY_APISIX =
      List.of(
          "connection",
          "location",
          "server",
          "www-authenticate",
          "content-encoding",
          "content-type",
          "content-location",
          "content-language");

  private FixedHeaders() {}

  static void refuseFraming(String name) {
    if (isIn(FRAMING, name)) {
      throw new IllegalArgumentException(
          "header " + name + ": cannot be changed (expected: left to the gateway)");
    }
  }

  static void refuseIgnored(String name) {
    if (isIn(IGNORED_BY_APISIX, name)) {
      throw new IllegalArgumentException(
          "response header "
              + name
              + ": ignored by APISIX on a request that goes on (expected: another, a stop, or a"
              + " filter in ext-plugin-post-resp)");
    }
  }

  /** Underscores count as dashes: APISIX makes dashes of them in the headers of a response. */
  private static boolean isIn(List<String> names, String name) {
    String dashed = name.replace('_', '-');
    for (String each : names) { // no stream: this is on the way of many calls
      if (each.equalsIgnoreCase(dashed)) {
        return true;
      }
    }
    return false;
  }
}
