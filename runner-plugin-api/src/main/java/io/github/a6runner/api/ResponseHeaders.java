/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

/**
 * The headers of a response, and what is to be changed of them on the way to the client.
 *
 * <p>On a request call these are the headers for the response to come, at first none. If the
 * request goes on, APISIX passes them on except connection, content-length, transfer-encoding,
 * location, server, www-authenticate, content-encoding, content-type, content-location and
 * content-language; setting one of those there is refused with {@link IllegalArgumentException}.
 */
public interface ResponseHeaders extends Headers {

  /**
   * Sets a header to one value, in place of all that it has.
   *
   * @param name the name, in any case
   * @param value the value
   * @throws IllegalArgumentException if name or value cannot be sent
   */
  void set(String name, String value);

  /**
   * Adds a header beside those of the same name.
   *
   * @param name the name, in any case
   * @param value the value
   * @throws IllegalArgumentException if name or value cannot be sent
   */
  void add(String name, String value);

  /**
   * Takes all headers of a name away. One that is not there is no error.
   *
   * @param name the name, in any case
   * @throws IllegalArgumentException if the name cannot be sent
   */
  void remove(String name);
}
