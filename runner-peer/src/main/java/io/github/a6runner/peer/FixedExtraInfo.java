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
record FixedExtraInfo(Map<String, Bytes> variables, Bytes requestBody, Bytes responseBody)
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
    Bytes body = info instanceof ExtraInfo.RequestBody ? requestBody : responseBody;
    return Optional.of(body).filter(bytes -> !bytes.isEmpty());
  }
}
