/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.starter.http.LoopbackAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a dev gateway has to know. Immutable.
 *
 * @param http where it listens; port 0 is any free one
 * @param routes the file of the routes
 * @param upstream where all requests go, if that is not left to the routes: a URL without a path,
 *     or {@link #ECHO}
 * @param socket the socket of the runner
 * @param runner what the page knows of the runner
 */
record DevSettings(
    LoopbackAddress http, Path routes, Optional<URI> upstream, Path socket, RunnerView runner) {
  /** Stands for the upstream that is built in, which answers with what arrived. */
  static final URI ECHO = URI.create("echo:/");

  /**
   * Creates the settings.
   *
   * @param http where it listens
   * @param routes the file of the routes
   * @param upstream where all requests go
   * @param socket the socket of the runner
   * @param runner what the page knows of the runner
   */
  DevSettings {
    requireNonNull(http, "http");
    requireNonNull(routes, "routes");
    requireNonNull(upstream, "upstream");
    requireNonNull(socket, "socket");
    requireNonNull(runner, "runner");
  }
}
