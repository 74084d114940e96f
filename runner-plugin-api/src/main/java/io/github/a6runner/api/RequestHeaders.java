/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

/**
 * The headers of a request, and what is to be changed of them on the way to the upstream.
 *
 * <p>APISIX hands over the first hundred headers, and sends all of them to the upstream. A header
 * may thus be there and not be seen here: a filter that lets a request pass because a header is
 * absent, or removes only those that it finds, should refuse requests with a hundred headers. If a
 * plugin of APISIX itself has taken headers away before, even fewer may not be all; the variable
 * {@code http_NAME} covers all of them.
 *
 * <p>APISIX can carry one value for each name that is changed, which is why there is no way to add
 * a second one. Setting {@code host} also changes the host that the upstream sees. Content-Length
 * and Transfer-Encoding cannot be changed: the gateway alone gives them.
 *
 * <pre>{@code
 * call.headers().set("X-User", user);
 * call.headers().remove("Authorization");
 * }</pre>
 */
public interface RequestHeaders extends Headers {

  /**
   * Checks ahead, for instance when a configuration is read, that a header can be changed.
   *
   * @param name the name, in any case
   * @throws IllegalArgumentException if {@link #set} and {@link #remove} would refuse the name
   */
  static void checkName(String name) {
    Header.checkName(name);
    FixedHeaders.refuseFraming(name);
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
   * Takes all headers of a name away, also those beyond the first hundred, which are all that
   * APISIX hands over. One that is not there is not an error.
   *
   * @param name the name, in any case
   * @throws IllegalArgumentException if the name cannot be sent or changed
   */
  void remove(String name);
}
