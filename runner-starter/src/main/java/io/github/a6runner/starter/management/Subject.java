/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import io.github.a6runner.core.RunnerState;
import io.github.a6runner.core.plugin.LoadedFilter;
import io.github.a6runner.core.plugin.PluginsState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the pages are about. Its parts are asked for each page; for any thread.
 *
 * @param version the runner's version
 * @param socket the path of the runner's socket
 * @param transport how it listens there
 * @param managed whether APISIX started it
 * @param started when the process began
 * @param server what the server is in the middle of; empty before it listens
 * @param plugins the plugins
 * @param logDropped how many lines of the log were dropped
 */
public record Subject(
    String version,
    String socket,
    String transport,
    boolean managed,
    Instant started,
    Supplier<Optional<RunnerState>> server,
    Supplier<PluginsState> plugins,
    LongSupplier logDropped) {

  /** The names of all filters in service. */
  List<String> filterNames() {
    return plugins.get().inService().stream()
        .flatMap(plugin -> plugin.filters().stream())
        .map(LoadedFilter::name)
        .toList();
  }
}
