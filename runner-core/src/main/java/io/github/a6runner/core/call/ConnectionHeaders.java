/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import java.util.Set;

/** Names of headers, in lower case, that each connection has of its own. */
public final class ConnectionHeaders {
  /**
   * Say something of the connection that a message comes on, to who is at its other end, or of how
   * long it is there: whoever sends it on makes them anew. That no filter gives a message another
   * length is up to the plugin API.
   */
  public static final Set<String> OF_ONE_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "keep-alive",
          "proxy-authenticate",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private ConnectionHeaders() {}
}
