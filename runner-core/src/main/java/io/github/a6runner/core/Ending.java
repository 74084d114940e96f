/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.protocol.RunnerMessage;

/** How a call has ended. Immutable. */
sealed interface Ending {

  /** What APISIX is told. */
  RunnerMessage reply();

  /** It goes on, changed or not. */
  record Proceeded(RunnerMessage reply) implements Ending {}

  /** A filter has answered it. */
  record Stopped(RunnerMessage reply) implements Ending {}

  /** It has failed, for a cause. */
  record Denied(RunnerMessage reply, Cause cause) implements Ending {}
}
