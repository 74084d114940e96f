/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

/** What becomes of a call when one of its filters cannot do its work. */
public enum OnFailure {
  /** The call fails: the client gets 503, or what the route's {@code allow_degradation} says. */
  FAIL,
  /** The call goes on as if the filter were not in the chain; what it has changed is undone. */
  SKIP
}
