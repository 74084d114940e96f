/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.RequestEffect;
import io.github.a6runner.protocol.TextEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Who is asked on a request's way through the gateway, see {@link Passage}. For one thread. */
interface Phases {
  /**
   * Asks the runner in a phase before the upstream.
   *
   * @param plugin the phase
   * @param request the request as it begins
   * @param responseHeaders what phases before have set for the response
   * @return what came of it; empty if nobody is to be asked in the phase
   */
  Optional<RequestEffect> ask(
      ExtPlugin plugin, GatewayRequest request, List<TextEntry> responseHeaders);

  /**
   * Asks the upstream.
   *
   * @param request what it gets
   * @return what it answers
   * @throws IOException if it does not; the client is told
   */
  GatewayResponse upstream(GatewayRequest request) throws IOException;

  /**
   * Asks the runner in the phase after the upstream.
   *
   * @param request what the upstream got
   * @param upstream what it answered
   * @return what came of it; empty if nobody is to be asked
   */
  Optional<GatewayResponse> ask(GatewayRequest request, GatewayResponse upstream);
}
