/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.ExtraInfo;
import java.util.Map;
import java.util.Optional;

/**
 * What a runner gets to know when it asks for a variable or a body during a call. It is asked on
 * the thread that makes the call, once per query and in the order of the queries.
 */
@FunctionalInterface
public interface ExtraInfoSource {

  /**
   * Answers one query.
   *
   * @param info what the runner wants to know
   * @return the value, or empty where the gateway has none
   */
  Optional<Bytes> answer(ExtraInfo info);

  /**
   * Returns a source that has nothing.
   *
   * @return a source without variables and bodies
   */
  static ExtraInfoSource none() {
    return info -> Optional.empty();
  }

  /**
   * Returns a source with fixed values.
   *
   * @param variables the values of variables by name, without a dollar sign
   * @param requestBody the client's body; an empty one is none
   * @param responseBody the upstream's body; an empty one is none
   * @return the source
   */
  static ExtraInfoSource of(Map<String, Bytes> variables, Bytes requestBody, Bytes responseBody) {
    return new FixedExtraInfo(variables, requestBody, responseBody);
  }
}
