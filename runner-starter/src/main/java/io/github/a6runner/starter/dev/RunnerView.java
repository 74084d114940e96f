/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What the page knows of the runner besides its answers. Immutable.
 *
 * @param filters tells which filters it has
 * @param log what it logs
 * @param call the words of a command line that makes calls with the same filters
 */
record RunnerView(FilterListing filters, RunnerLog log, List<String> call) {

  RunnerView {
    requireNonNull(filters, "filters");
    requireNonNull(log, "log");
    call = List.copyOf(call);
  }
}
