/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.ExtraInfo;
import java.util.Map;
import java.util.Optional;

/** Answers every query of a kind with the same value. */
record FixedExtraInfo(
    Map<String, Bytes> variables, Optional<Bytes> requestBody, Optional<Bytes> responseBody)
    implements ExtraInfoSource {

  FixedExtraInfo {
    variables = Map.copyOf(variables);
    requireNonNull(requestBody, "requestBody");
    requireNonNull(responseBody, "responseBody");
  }

  @Override
  public Optional<Bytes> answer(ExtraInfo info) {
    if (info instanceof ExtraInfo.Variable variable) {
      return Optional.ofNullable(variables.get(variable.name()));
    }
    return info instanceof ExtraInfo.RequestBody ? requestBody : responseBody;
  }
}
