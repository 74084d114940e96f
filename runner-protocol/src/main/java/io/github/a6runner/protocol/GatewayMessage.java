/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/** A message that APISIX sends to the runner. Immutable and free to share between threads. */
public sealed interface GatewayMessage extends Message {

  /**
   * Asks the runner to keep a conf and to name a token for it.
   *
   * @param key what identifies the conf across workers and repetitions, absent before APISIX 2.9
   * @param conf filter names with their JSON, in the order in which the filters run
   */
  record PrepareConf(Optional<String> key, List<TextEntry> conf) implements GatewayMessage {

    /**
     * Creates the message.
     *
     * @param key what identifies the conf, if anything does
     * @param conf filter names with their JSON, which are copied
     * @throws NullPointerException if anything in it is null
     */
    public PrepareConf {
      requireNonNull(key, "key");
      conf = TextEntries.copyOf(conf);
    }

    /**
     * How much it keeps in memory as long as its entries are kept.
     *
     * @return all bytes of the payload in which they came, whatever of them they are, and those of
     *     the key; or the bytes of its texts, if it was made of such
     */
    public long size() {
      return key.map(String::length).orElse(0) + TextEntries.sizeOf(conf);
    }
  }

  /** Asks the runner what is to happen with a request or with its response. */
  sealed interface Call extends GatewayMessage {

    /**
     * The number of the request, which its response has, too.
     *
     * @return 0 to 2^32 - 1; 0 is a number like any other
     */
    long id();

    /**
     * The headers of what the call is about.
     *
     * @return the request's or the upstream's; immutable
     */
    List<TextEntry> headers();

    /**
     * Which conf to run.
     *
     * @return 0 to 2^32 - 1
     */
    long confToken();
  }

  /**
   * Asks the runner what is to happen with a request.
   *
   * @param id the number of the request, 0 to 2^32 - 1; 0 is a number like any other
   * @param srcIp the client's address, 4 or 16 bytes in network order, or text for a client on a
   *     Unix socket; empty if APISIX named none
   * @param method the request's method
   * @param path the request's path without arguments
   * @param args the query arguments; one without a value had no {@code =}
   * @param headers the request's headers
   * @param confToken which conf to run, 0 to 2^32 - 1
   */
  record HttpReqCall(
      long id,
      Bytes srcIp,
      HttpMethod method,
      Text path,
      List<TextEntry> args,
      List<TextEntry> headers,
      long confToken)
      implements Call {

    /** How many headers APISIX hands over; the upstream gets the others, too. */
    public static final int MOST_HEADERS = 100;

    /**
     * Creates the message.
     *
     * @param id the request's number
     * @param srcIp the client's address
     * @param method the request's method
     * @param path the path
     * @param args the query arguments, which are copied
     * @param headers the headers, which are copied
     * @param confToken the token of the conf
     * @throws IllegalArgumentException if {@code id} or {@code confToken} is no unsigned 32 bit
     *     number
     * @throws NullPointerException if anything in it is null
     */
    public HttpReqCall {
      Ranges.uint32("id", id);
      Ranges.uint32("confToken", confToken);
      requireNonNull(srcIp, "srcIp");
      requireNonNull(method, "method");
      requireNonNull(path, "path");
      args = TextEntries.copyOf(args);
      headers = TextEntries.copyOf(headers);
    }
  }

  /**
   * Asks the runner what is to happen with a response of the upstream.
   *
   * @param id the number of the request, 0 to 2^32 - 1
   * @param status the upstream's status
   * @param headers the upstream's headers
   * @param confToken which conf to run, 0 to 2^32 - 1
   */
  record HttpRespCall(long id, int status, List<TextEntry> headers, long confToken)
      implements Call {

    /**
     * Creates the message.
     *
     * @param id the request's number
     * @param status the status
     * @param headers the headers, which are copied
     * @param confToken the token of the conf
     * @throws IllegalArgumentException if {@code id} or {@code confToken} is no unsigned 32 bit
     *     number, or {@code status} no unsigned 16 bit number
     * @throws NullPointerException if anything in it is null
     */
    public HttpRespCall {
      Ranges.uint32("id", id);
      Ranges.uint16("status", status);
      Ranges.uint32("confToken", confToken);
      headers = TextEntries.copyOf(headers);
    }
  }

  /**
   * Answers an {@link RunnerMessage.ExtraInfoQuery}.
   *
   * @param result the value, absent where APISIX has none
   */
  record ExtraInfoReply(Optional<Bytes> result) implements GatewayMessage {

    /**
     * Creates the message.
     *
     * @param result the value, if there is one
     * @throws NullPointerException if {@code result} is null
     */
    public ExtraInfoReply {
      requireNonNull(result, "result");
    }
  }
}
