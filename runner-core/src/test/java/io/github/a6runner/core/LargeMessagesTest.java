/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LargeMessagesTest {

  private static final long PATIENCE = 1000;

  private final AtomicLong now = new AtomicLong(5);
  private final AtomicInteger readOn = new AtomicInteger();
  private final ByteBudget budget = new ByteBudget(100);
  private final LargeMessages first = messages();
  private final LargeMessages second = messages();
  private final LargeMessages third = messages();

  @Test
  void announced_thereIsRoom_isReadOnAtOnce() {
    announce(first, 60);
    announce(second, 40);

    assertThat(second.waits()).isFalse();
    assertThat(budget.reserved()).isEqualTo(100);
  }

  @Test
  void announced_noRoom_waitsInTheOrderOfComing() {
    announce(first, 60);
    announce(second, 50);
    announce(third, 10);

    assertThat(second.waits()).isTrue();
    assertThat(third.waits()).as("small, but later").isTrue();
    first.closed();
    assertThat(second.waits()).isFalse();
    assertThat(third.waits()).isFalse();
    assertThat(readOn).hasValue(2);
    assertThat(budget.reserved()).isEqualTo(60);
  }

  @Test
  void closed_whileItWaits_letsTheNextOneIn() {
    announce(first, 60);
    announce(second, 50);
    announce(third, 10);

    second.closed();

    assertThat(third.waits()).isFalse();
    assertThat(budget.reserved()).isEqualTo(70);
  }

  @Test
  void arrived_callUnderWay_keepsTheRoomUntilItIsOver() {
    announce(first, 60);
    first.arrived(true);
    assertThat(budget.reserved()).isEqualTo(60);

    first.callOver();
    first.closed();

    assertThat(budget.reserved()).isZero();
  }

  @Test
  void arrived_noCall_givesTheRoomBack() {
    announce(first, 60);

    first.arrived(false);

    assertThat(budget.reserved()).isZero();
  }

  @Test
  void problem_messageThatDoesNotGoOn_isToldAfterTenSeconds() {
    announce(first, 60);
    now.addAndGet(LargeMessages.ARRIVAL_NANOS - 1);
    assertThat(first.problem(now.get(), PATIENCE)).isNull();

    now.incrementAndGet();

    assertThat(first.problem(now.get(), PATIENCE)).contains("does not go on");
    first.arrived(true);
    assertThat(first.problem(now.get(), PATIENCE)).isNull();
  }

  @Test
  void lastingProblem_messageThatDoesNotGoOn_isToldASecondAfterItWasSeen() {
    announce(first, 60);
    now.addAndGet(2 * LargeMessages.ARRIVAL_NANOS);
    assertThat(first.lastingProblem(now.get(), PATIENCE)).as("the loop was held").isNull();

    now.addAndGet(LargeMessages.SEEN_NANOS - 1);
    assertThat(first.lastingProblem(now.get(), PATIENCE)).isNull();
    now.incrementAndGet();

    assertThat(first.lastingProblem(now.get(), PATIENCE)).contains("does not go on");
  }

  @Test
  void lastingProblem_anotherMessageThanTheOneSeen_isNone() {
    announce(first, 60);
    now.addAndGet(LargeMessages.ARRIVAL_NANOS);
    assertThat(first.lastingProblem(now.get(), PATIENCE)).isNull();
    first.arrived(false);
    announce(first, 60);
    now.addAndGet(LargeMessages.ARRIVAL_NANOS);

    assertThat(first.lastingProblem(now.get(), PATIENCE)).isNull();
  }

  @Test
  void isUnderWay_fromTheHeaderToTheEnd() {
    assertThat(first.isUnderWay()).isFalse();
    announce(first, 60);
    announce(second, 60);

    assertThat(first.isUnderWay()).isTrue();
    assertThat(second.isUnderWay()).as("waits").isTrue();

    first.arrived(false);
    assertThat(first.isUnderWay()).isFalse();
  }

  @Test
  void problem_waitThatLastsTooLong_isTold() {
    announce(first, 60);
    announce(second, 60);
    now.addAndGet(PATIENCE);

    assertThat(second.problem(now.get(), PATIENCE)).contains("max-bytes-in-flight");
    assertThat(second.lastingProblem(now.get(), PATIENCE)).contains("max-bytes-in-flight");
    first.closed();
    assertThat(second.problem(now.get(), PATIENCE)).isNull();
  }

  @Test
  void closed_grantedButNotTakenUpYet_givesTheRoomBack() {
    List<Runnable> loop = new ArrayList<>();
    LargeMessages late = new LargeMessages(budget, now::get, loop::add);
    announce(first, 60);
    announce(late, 60);
    first.closed();
    assertThat(budget.reserved()).isEqualTo(60);

    late.closed();
    loop.forEach(Runnable::run);

    assertThat(budget.reserved()).isZero();
    assertThat(readOn).as("nobody reads on").hasValue(0);
  }

  private void announce(LargeMessages messages, long bytes) {
    messages.announced(bytes, readOn::incrementAndGet);
  }

  private LargeMessages messages() {
    return new LargeMessages(budget, now::get, Runnable::run);
  }
}
