/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import static java.util.Objects.requireNonNull;

/**
 * The headers of a response, and what is to be changed of them on the way to the client.
 *
 * <p>On a request call these are the headers for the response to come, at first none. If the
 * request goes on, APISIX passes them on except connection, content-length, transfer-encoding,
 * location, server, www-authenticate, content-encoding, content-type, content-location and
 * content-language; changing one of those there is refused with {@link IllegalArgumentException}.
 * In both phases Content-Length and Transfer-Encoding cannot be changed: the gateway alone gives
 * them.
 *
 * <pre>{@code
 * call.headers().add("Set-Cookie", "a=1");
 * call.headers().add("Set-Cookie", "b=2");
 * call.headers().remove("X-Powered-By");
 * }</pre>
 */
public interface ResponseHeaders extends Headers {

  /**
   * Checks ahead, for instance when a configuration is read, that a header can be changed.
   *
   * @param phase of which calls: {@link RequestCall#responseHeaders} in {@link Phase#REQUEST},
   *     {@link ResponseCall#headers} in {@link Phase#RESPONSE}
   * @param name the name, in any case
   * @throws IllegalArgumentException if {@link #set}, {@link #add} and {@link #remove} would refuse
   *     the name there
   */
  static void checkName(Phase phase, String name) {
    requireNonNull(phase, "phase");
    Header.checkName(name);
    FixedHeaders.refuseFraming(name);
    if (phase == Phase.REQUEST) {
      FixedHeaders.refuseIgnored(name);
    }
  }

  /**
   * Sets a header to one value, in place of all that it has.
   *
   * @param name the name, in any case
   * @param value the value
   * @throws IllegalArgumentException if name or value cannot be sent, or the name not be changed
   */
  void set(String name, String value);

  /**
   * Adds a header beside those of the same name.
   *
   * @param name the name, in any case
   * @param value the value
   * @throws IllegalArgumentException if name or value cannot be sent, or the name not be changed
   */
  void add(String name, String value);

  /**
   * Takes all headers of a name away. One that is not there is not an error.
   *
   * @param name the name, in any case
   * @throws IllegalArgumentException if the name cannot be sent or changed
   */
  void remove(String name);
}
