/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import java.util.Set;

/** Names of headers, in lower case, that each connection has of its own. */
public final class ConnectionHeaders {
  /** Say something of the connection that a message comes on, or to who is at its other end. */
  public static final Set<String> OF_ONE_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-connection",
          "te",
          "trailer",
          "upgrade");

  /** Say how long a message is; whoever sends it on makes them anew. */
  public static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

  private ConnectionHeaders() {}
}
