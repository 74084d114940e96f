/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.call.GatewayInfo.Question;
import io.github.a6runner.core.count.LimitedCount;
import io.github.a6runner.protocol.ExtraInfo;
import java.util.List;

/**
 * Whether one connection's call waits for a body, which APISIX has when a client has sent it. Of
 * such calls there is a limit of their own. For the connection's event loop.
 */
final class BodyWait {
  private final LimitedCount all;
  private boolean waits;

  /**
   * Makes one that does not wait.
   *
   * @param all counts those that do
   */
  BodyWait(LimitedCount all) {
    this.all = all;
  }

  /** Questions are about to be asked; false if they are for a body and too many wait for one. */
  boolean tryBegin(List<Question> questions) {
    if (!waits && questions.stream().anyMatch(BodyWait::isForBody)) {
      waits = all.tryEnter();
      return waits;
    }
    return true;
  }

  /** A question is answered. */
  void answered(Question question) {
    if (isForBody(question)) {
      over();
    }
  }

  /** The call is over. */
  void over() {
    if (waits) {
      waits = false;
      all.leave();
    }
  }

  private static boolean isForBody(Question question) {
    return !(question.info() instanceof ExtraInfo.Variable);
  }
}
