/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

/**
 * The headers of a request, and what is to be changed of them on the way to the upstream.
 *
 * <p>APISIX can carry one value for each name that is changed, which is why there is no way to add
 * a second one. Setting {@code host} also changes the host that the upstream sees.
 */
public interface RequestHeaders extends Headers {

  /**
   * Sets a header to one value, in place of all that it has.
   *
   * @param name the name, in any case
   * @param value the value
   * @throws IllegalArgumentException if name or value cannot be sent
   */
  void set(String name, String value);

  /**
   * Takes all headers of a name away. One that is not there is no error.
   *
   * @param name the name, in any case
   * @throws IllegalArgumentException if the name cannot be sent
   */
  void remove(String name);
}
