/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import java.util.List;
import java.util.Optional;

/**
 * The headers of a request or a response: an ordered list in which a name can repeat and case does
 * not count. A view of the call it belongs to, for the threads that may use that call; it shows
 * what is changed.
 *
 * <pre>{@code
 * Optional<String> type = call.headers().first("content-type");
 * List<String> forwarded = call.headers().all("x-forwarded-for");
 * boolean cookies = call.headers().contains("cookie");
 * }</pre>
 */
public interface Headers {

  /**
   * All headers in their order.
   *
   * @return an immutable list, as they are now
   */
  List<Header> asList();

  /**
   * The value of the first header of a name.
   *
   * @param name the name, in any case
   * @return the value, or empty if there is no such header
   */
  Optional<String> first(String name);

  /**
   * The values of all headers of a name, in their order.
   *
   * @param name the name, in any case
   * @return an immutable list, empty if there is no such header
   */
  List<String> all(String name);

  /**
   * Whether there is a header of a name.
   *
   * @param name the name, in any case
   * @return true if there is
   */
  boolean contains(String name);
}
