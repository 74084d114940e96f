/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.protocol.TextEntry;
import java.util.List;

/** Where a request goes after the runner was asked: back to the client, or on to the upstream. */
public sealed interface RequestEffect {

  /**
   * The client is answered, the upstream never asked.
   *
   * @param response what the client gets
   */
  record Stopped(GatewayResponse response) implements RequestEffect {

    /**
     * Creates the outcome.
     *
     * @param response what the client gets
     * @throws NullPointerException if {@code response} is null
     */
    public Stopped {
      requireNonNull(response, "response");
    }
  }

  /**
   * The upstream is asked.
   *
   * @param request what the upstream gets
   * @param responseHeaders what is set on the response to come: the first of a name replaces, the
   *     others are added
   */
  record Forwarded(GatewayRequest request, List<TextEntry> responseHeaders)
      implements RequestEffect {

    /**
     * Creates the outcome.
     *
     * @param request what the upstream gets
     * @param responseHeaders what is set on the response, copied
     * @throws NullPointerException if anything in it is null
     */
    public Forwarded {
      requireNonNull(request, "request");
      responseHeaders = List.copyOf(responseHeaders);
    }
  }
}
