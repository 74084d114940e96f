/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.call.GatewayInfo.Question;
import io.github.a6runner.core.count.LimitedCount;
import io.github.a6runner.protocol.ExtraInfo;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A call counts as one that waits for a body from its question to the answer, and once. */
class BodyWaitTest {
  private static final Question VARIABLE = question(new ExtraInfo.Variable("a"));
  private static final Question REQUEST = question(new ExtraInfo.RequestBody());
  private static final Question RESPONSE = question(new ExtraInfo.ResponseBody());

  private final LimitedCount all = new LimitedCount(1);
  private final BodyWait first = new BodyWait(all);
  private final BodyWait second = new BodyWait(all);

  @Test
  void tryBegin_bodyWhileAnotherWaits_isRefusedUntilThatIsAnswered() {
    assertThat(first.tryBegin(List.of(VARIABLE, REQUEST))).isTrue();
    assertThat(second.tryBegin(List.of(RESPONSE))).isFalse();

    first.answered(REQUEST);

    assertThat(second.tryBegin(List.of(RESPONSE))).isTrue();
  }

  @Test
  void tryBegin_variables_areNeverTooMany() {
    assertThat(first.tryBegin(List.of(REQUEST))).isTrue();

    assertThat(second.tryBegin(List.of(VARIABLE))).isTrue();
    second.over();

    assertThat(all.count()).isEqualTo(1);
  }

  @Test
  void tryBegin_whileItWaitsAlready_countsOnce() {
    assertThat(first.tryBegin(List.of(REQUEST))).isTrue();
    assertThat(first.tryBegin(List.of(RESPONSE))).isTrue();

    first.answered(VARIABLE);
    assertThat(all.count()).isEqualTo(1);
    first.over();
    first.over();

    assertThat(all.count()).isZero();
  }

  @Test
  void over_afterARefusal_givesNothingBack() {
    assertThat(first.tryBegin(List.of(REQUEST))).isTrue();
    assertThat(second.tryBegin(List.of(REQUEST))).isFalse();

    second.over();

    assertThat(all.count()).isEqualTo(1);
  }

  private static Question question(ExtraInfo info) {
    return new Question(info, new CompletableFuture<>());
  }
}
