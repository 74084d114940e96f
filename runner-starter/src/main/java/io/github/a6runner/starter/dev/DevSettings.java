/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a dev gateway has to know. Immutable.
 *
 * @param http where it listens, on loopback; port 0 is any free one
 * @param routes the file of the routes
 * @param upstream where all requests go, if that is not left to the routes: a URL without a path,
 *     or {@link #ECHO}
 * @param socket the socket of the runner
 * @param filters tells which filters the runner has
 * @param log what the runner logs
 */
record DevSettings(
    InetSocketAddress http,
    Path routes,
    Optional<URI> upstream,
    Path socket,
    FilterListing filters,
    RunnerLog log) {
  /** Stands for the upstream that is built in, which answers with what arrived. */
  static final URI ECHO = URI.create("echo:/");

  /**
   * Creates the settings.
   *
   * @param http where it listens
   * @param routes the file of the routes
   * @param upstream where all requests go
   * @param socket the socket of the runner
   * @param filters tells which filters the runner has
   * @param log what the runner logs
   * @throws IllegalArgumentException if the address is not on loopback
   */
  DevSettings {
    requireNonNull(routes, "routes");
    requireNonNull(upstream, "upstream");
    requireNonNull(socket, "socket");
    requireNonNull(filters, "filters");
    requireNonNull(log, "log");
    if (http.isUnresolved() || !http.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "http: "
              + http.getHostString()
              + " (expected: a loopback address such as 127.0.0.1; the dev gateway checks nobody,"
              + " and is no gateway for others)");
    }
  }
}
