/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A message that the runner sends to APISIX. Immutable and free to share between threads. */
public sealed interface RunnerMessage extends Message {

  /**
   * Answers a {@link GatewayMessage.PrepareConf}.
   *
   * @param confToken the token under which calls will name the conf, 0 to 2^32 - 1
   */
  record PrepareConfReply(long confToken) implements RunnerMessage {

    /**
     * Creates the message.
     *
     * @param confToken the token of the conf
     * @throws IllegalArgumentException if {@code confToken} is no unsigned 32 bit number
     */
    public PrepareConfReply {
      Ranges.uint32("confToken", confToken);
    }
  }

  /**
   * Answers a {@link GatewayMessage.HttpReqCall}.
   *
   * @param id the number of the call it answers, 0 to 2^32 - 1
   * @param action what is to happen with the request
   */
  record HttpReqReply(long id, RequestAction action) implements RunnerMessage {

    /**
     * Creates the message.
     *
     * @param id the request's number
     * @param action what is to happen
     * @throws IllegalArgumentException if {@code id} is no unsigned 32 bit number
     * @throws NullPointerException if {@code action} is null
     */
    public HttpReqReply {
      Ranges.uint32("id", id);
      requireNonNull(action, "action");
    }
  }

  /**
   * Answers a {@link GatewayMessage.HttpRespCall}.
   *
   * @param id the number of the call it answers, 0 to 2^32 - 1
   * @param status the status that the client gets; 0 keeps the upstream's
   * @param headers the headers that the client gets. With any in it APISIX drops all of the
   *     upstream's; with none it keeps them, but for those that describe the body
   * @param body the body that the client gets; an empty one keeps the upstream's
   */
  record HttpRespReply(long id, int status, List<TextEntry> headers, Bytes body)
      implements RunnerMessage {

    /**
     * Creates the message.
     *
     * @param id the request's number
     * @param status the status
     * @param headers the headers, which are copied
     * @param body the body
     * @throws IllegalArgumentException if {@code id} is no unsigned 32 bit number, or {@code
     *     status} no unsigned 16 bit number
     * @throws NullPointerException if anything in it is null
     */
    public HttpRespReply {
      Ranges.uint32("id", id);
      Ranges.uint16("status", status);
      headers = TextEntries.copyOf(headers);
      requireNonNull(body, "body");
    }
  }

  /**
   * Asks APISIX for something about the call that is running.
   *
   * @param info what is asked for
   */
  record ExtraInfoQuery(ExtraInfo info) implements RunnerMessage {

    /**
     * Creates the message.
     *
     * @param info what is asked for
     * @throws NullPointerException if {@code info} is null
     */
    public ExtraInfoQuery {
      requireNonNull(info, "info");
    }
  }

  /**
   * Answers any message of APISIX with an error.
   *
   * @param code what was wrong
   */
  record ErrorReply(ErrorCode code) implements RunnerMessage {

    /**
     * Creates the message.
     *
     * @param code what was wrong
     * @throws NullPointerException if {@code code} is null
     */
    public ErrorReply {
      requireNonNull(code, "code");
    }
  }
}
