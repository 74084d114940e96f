/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.protocol.RunnerMessage;
import org.jspecify.annotations.Nullable;

/**
 * How a call has ended, and what APISIX is told of it. Immutable.
 *
 * @param reply what APISIX is told
 * @param verdict what that means for the call
 * @param cause why it is denied; null if it is not
 */
record Ending(RunnerMessage reply, Verdict verdict, @Nullable Cause cause) {

  /** What has become of a call. */
  enum Verdict {
    /** It goes on, changed or not. */
    PROCEEDED,
    /** A filter has answered it. */
    STOPPED,
    /** It has failed. */
    DENIED
  }

  static Ending proceeded(RunnerMessage reply) {
    return new Ending(reply, Verdict.PROCEEDED, null);
  }

  static Ending stopped(RunnerMessage reply) {
    return new Ending(reply, Verdict.STOPPED, null);
  }

  static Ending denied(RunnerMessage reply, Cause cause) {
    return new Ending(reply, Verdict.DENIED, cause);
  }
}
