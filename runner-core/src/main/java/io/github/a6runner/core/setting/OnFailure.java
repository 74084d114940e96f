/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.setting;

import io.github.a6runner.api.Decision;

/** What becomes of a call when one of its filters cannot do its work. Immutable. */
public sealed interface OnFailure {

  /** The call fails. */
  OnFailure FAIL = new Fail();

  /** The call goes on without the filter. */
  OnFailure SKIP = new Skip();

  /**
   * The call is answered with a status of the operator's choice.
   *
   * @param status from 200 to 599
   * @return the policy
   */
  static OnFailure stop(int status) {
    return new Stop(status);
  }

  /** The call fails: the client gets 503, or what the route's {@code allow_degradation} says. */
  record Fail() implements OnFailure {
    @Override
    public String toString() {
      return "fail";
    }
  }

  /** The call goes on as if the filter were not in the chain; what it has changed is undone. */
  record Skip() implements OnFailure {
    @Override
    public String toString() {
      return "skip";
    }
  }

  /**
   * The call is answered with a status and a short text, whatever the route says.
   *
   * @param status from 200 to 599
   */
  record Stop(int status) implements OnFailure {
    /**
     * Takes a status.
     *
     * @param status from 200 to 599
     */
    public Stop {
      status = Decision.stop(status).status(); // which refuses what is none
    }

    @Override
    public String toString() {
      return "stop " + status;
    }
  }
}
