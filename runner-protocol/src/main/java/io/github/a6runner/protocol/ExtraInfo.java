/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static java.util.Objects.requireNonNull;

/** A thing that the runner can ask APISIX for while a call is running. */
public sealed interface ExtraInfo {

  /**
   * A variable of nginx or APISIX.
   *
   * @param name its name, without a dollar sign
   */
  record Variable(String name) implements ExtraInfo {

    /**
     * Creates the question.
     *
     * @param name the name
     * @throws NullPointerException if {@code name} is null
     */
    public Variable {
      requireNonNull(name, "name");
    }
  }

  /** The client's request body; APISIX answers once it has all of it. */
  record RequestBody() implements ExtraInfo {}

  /** The upstream's response body; APISIX answers once it has all of it. */
  record ResponseBody() implements ExtraInfo {}
}
