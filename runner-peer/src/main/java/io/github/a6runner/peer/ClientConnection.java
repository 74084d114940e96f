/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

/**
 * The two ends of the connection on which a client's request came. Immutable.
 *
 * @param clientAddress the client's address
 * @param clientPort its port
 * @param serverAddress the gateway's address
 * @param serverPort its port
 */
public record ClientConnection(
    String clientAddress, int clientPort, String serverAddress, int serverPort) {

  /** Of a request that came from nowhere. */
  public static final ClientConnection MADE_UP =
      new ClientConnection("127.0.0.1", 50000, "127.0.0.1", 9080);
}
