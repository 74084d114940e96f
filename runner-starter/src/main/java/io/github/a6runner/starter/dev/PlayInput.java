/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.GatewayResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be tried. Immutable.
 *
 * @param incoming the request of a client
 * @param chain the filters, in the order of the phases
 * @param degrading the phases in which requests pass when the runner fails
 * @param upstream what the upstream answers, if that is not the echo
 */
record PlayInput(
    IncomingRequest incoming,
    List<PlayFilter> chain,
    Set<ExtPlugin> degrading,
    Optional<GatewayResponse> upstream) {

  PlayInput {
    chain = List.copyOf(chain);
    degrading = Set.copyOf(degrading);
  }

  /** The filters of one phase. */
  List<PlayFilter> chain(ExtPlugin plugin) {
    return chain.stream().filter(filter -> filter.plugin() == plugin).toList();
  }
}
