/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OverloadLogTest {

  @RegisterExtension final TestLog log = new TestLog();

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE); // it may overflow meanwhile
  private final OverloadLog overload = new OverloadLog(7, now::get);

  @Test
  void denied_firstCall_isSaidAtOnce() {
    overload.denied();

    assertThat(log.messages())
        .singleElement()
        .asString()
        .contains("overload: 1 ", "at most 7", "max-calls-in-flight");
  }

  @Test
  void denied_withinThePause_isCountedAndNotSaid() {
    for (int i = 0; i < 5; i++) {
      overload.denied();
    }
    now.addAndGet(OverloadLog.PAUSE_NANOS - 1);
    overload.sayIfDue();

    assertThat(log.messages()).hasSize(1);
  }

  @Test
  void sayIfDue_afterThePause_saysHowManyThereWereSince() {
    for (int i = 0; i < 5; i++) {
      overload.denied();
    }
    now.addAndGet(OverloadLog.PAUSE_NANOS);
    overload.sayIfDue();
    overload.sayIfDue();

    assertThat(log.messages()).hasSize(2).last().asString().contains("overload: 4 ");
  }

  @Test
  void sayIfDue_withoutADenial_saysNothing() {
    overload.sayIfDue();

    assertThat(log.messages()).isEmpty();
  }
}
