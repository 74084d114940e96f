/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.protocol.ErrorCode;
import io.github.a6runner.protocol.RunnerMessage;
import java.util.Optional;

/**
 * How a call ended. What APISIX then does for the client is in {@link GatewayEffects}.
 *
 * <p>A failure is a value and no exception, since what it means depends on the route: 503, or a
 * pass where the route allows degradation.
 */
public sealed interface PeerReply {

  /**
   * The runner answered the call with a message of the right type.
   *
   * @param reply that message: a {@link RunnerMessage.HttpReqReply} in the request phase, a {@link
   *     RunnerMessage.HttpRespReply} in the response phase
   */
  record Answered(RunnerMessage reply) implements PeerReply {

    /**
     * Creates an answer.
     *
     * @param reply the runner's message
     * @throws NullPointerException if {@code reply} is null
     */
    public Answered {
      requireNonNull(reply, "reply");
    }
  }

  /**
   * The call came to nothing, after all the tries that APISIX makes. Its connection is closed.
   *
   * @param reason what happened, for people
   * @param code the error that the runner answered with, empty if it answered nothing or something
   *     else
   */
  record Failed(String reason, Optional<ErrorCode> code) implements PeerReply {

    /**
     * Creates a failure.
     *
     * @param reason what happened
     * @param code the error, if the runner answered with one
     * @throws NullPointerException if anything in it is null
     */
    public Failed {
      requireNonNull(reason, "reason");
      requireNonNull(code, "code");
    }
  }
}
