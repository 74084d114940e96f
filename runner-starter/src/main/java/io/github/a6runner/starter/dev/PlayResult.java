/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.RequestTarget;
import java.util.List;
import java.util.Optional;

/**
 * What came of a try. Immutable.
 *
 * @param steps what each filter did, in the order of the chain
 * @param starts what each phase that ran began with
 * @param sent what the upstream was asked, if it was
 * @param client what the client gets
 */
record PlayResult(
    List<PlayStep> steps, List<PhaseStart> starts, Optional<Sent> sent, GatewayResponse client) {

  PlayResult {
    steps = List.copyOf(steps);
    starts = List.copyOf(starts);
  }

  /**
   * What a phase began with.
   *
   * @param plugin the phase
   * @param request the request
   * @param target its path and query as they stand in a request line
   * @param upstream the upstream's response, in the phase after it
   */
  record PhaseStart(
      ExtPlugin plugin,
      GatewayRequest request,
      RequestTarget target,
      Optional<GatewayResponse> upstream) {}

  /**
   * What the upstream was asked and answered.
   *
   * @param request the request
   * @param target its path and query as they stand in the request line
   * @param answer what the upstream answered
   */
  record Sent(GatewayRequest request, RequestTarget target, GatewayResponse answer) {}
}
