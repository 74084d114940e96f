/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.TestLog;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class SparseLogTest {

  @RegisterExtension final TestLog log = new TestLog();

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE); // it overflows meanwhile
  private final SparseLog sparse =
      new SparseLog(LoggerFactory.getLogger(SparseLog.class), now::get);

  @Test
  void say_firstOfATopic_isSaidAtOnceWithItsTrace() {
    sparse.say(Level.ERROR, "a", () -> "the first", new IllegalStateException());

    assertThat(log.messages()).containsExactly("the first");
    assertThat(log.thrown()).containsExactly("java.lang.IllegalStateException");
  }

  @Test
  void say_withinThePause_isCountedAndNotSaid() {
    say("a", 5);
    now.addAndGet(SparseLog.PAUSE_NANOS - 1);
    sparse.sayRest();

    assertThat(log.messages()).containsExactly("a 0");
  }

  @Test
  void say_otherTopic_isSaidToo() {
    say("a", 2);
    say("b", 2);

    assertThat(log.messages()).containsExactly("a 0", "b 0");
  }

  @Test
  void say_afterThePause_carriesHowManyWereNotSaid() {
    say("a", 5);
    now.addAndGet(SparseLog.PAUSE_NANOS);
    say("a", 1);
    sparse.sayRest();

    assertThat(log.messages()).hasSize(2).last().asString().startsWith("a 0").contains("4 before");
  }

  @Test
  void sayRest_afterThePause_saysHowManyThereWereSince() {
    say("a", 5);
    now.addAndGet(SparseLog.PAUSE_NANOS);
    sparse.sayRest();
    sparse.sayRest();

    assertThat(log.messages()).hasSize(2).last().asString().contains("a: 4 more");
  }

  @Test
  void sayRest_withoutAnEvent_saysNothing() {
    sparse.sayRest();

    assertThat(log.messages()).isEmpty();
  }

  @Test
  void say_moreTopicsThanAreTold_countsThemTogether() {
    for (int i = 0; i < SparseLog.MOST_TOPICS + 10; i++) {
      say("topic " + i, 1);
    }

    assertThat(log.messages()).hasSize(SparseLog.MOST_TOPICS + 1);
    now.addAndGet(SparseLog.PAUSE_NANOS);
    sparse.sayRest();
    assertThat(log.messages()).last().asString().contains("9 more");
  }

  @Test
  void say_afterQuietTopicsWereDropped_tellsNewOnesApart() {
    for (int i = 0; i < SparseLog.MOST_TOPICS; i++) {
      say("topic " + i, 1);
    }
    now.addAndGet(SparseLog.PAUSE_NANOS);
    sparse.sayRest();

    say("new", 1);
    say("newer", 1);

    assertThat(log.messages()).contains("new 0", "newer 0");
  }

  private void say(String topic, int times) {
    for (int i = 0; i < times; i++) {
      String line = topic + " " + i;
      sparse.say(Level.WARN, topic, () -> line);
    }
  }
}
