/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Threads that stand still until the test lets them run. */
class FilterThreadsTest {

  private final Deque<Runnable> started = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();
  private final FilterThreads threads = FilterThreads.sharing(started::add, 8, 8);
  private final FilterWatch hog = watch("hog");
  private final FilterWatch other = watch("other");

  @Test
  void run_moreThanAFiltersShare_waitsAndLeavesThreadsToOthers() {
    run(hog, 8);
    assertThat(started).hasSize(6);
    assertThat(threads.queued()).isEqualTo(2);

    run(other, 1);

    assertThat(started).hasSize(7);
  }

  @Test
  void run_whatWaits_isRunByTheThreadThatEndsFirst() {
    run(hog, 8);

    started.remove().run();

    assertThat(done).as("one, and all that waited").hasSize(3);
    assertThat(threads.queued()).isZero();
    started.forEach(Runnable::run);
    assertThat(done).hasSize(8);
    assertThat(hog.threads().count()).isZero();
  }

  @Test
  void run_whatWaits_isRunWhenAnotherFilterEnds() {
    run(other, 2);
    run(hog, 7);
    int running = started.size();
    assertThat(running).isLessThan(9);

    started.remove().run();

    assertThat(done).first().isEqualTo("other");
    assertThat(done).contains("hog");
  }

  @Test
  void run_noPlaceLeft_isRejectedAndOthersStillHaveOne() {
    assertThatThrownBy(() -> run(hog, 100)).isInstanceOf(RejectedExecutionException.class);
    assertThat(threads.queued()).isEqualTo(6);

    run(other, 3);

    assertThat(started).hasSize(8);
    assertThat(threads.queued()).isEqualTo(7);
  }

  @Test
  void run_executorFails_givesTheThreadBack() {
    FilterThreads failing =
        FilterThreads.sharing(
            work -> {
              throw new OutOfMemoryError("unable to create native thread");
            },
            8,
            8);

    assertThatThrownBy(() -> failing.run(hog, seat -> {})).isInstanceOf(OutOfMemoryError.class);
    assertThat(hog.threads().count()).isZero();
  }

  @Test
  void forget_whatWaits_freesItsPlace() {
    run(hog, 6);
    Consumer<FilterThreads.Seat> work = seat -> done.add("never");
    threads.run(hog, work);

    threads.forget(hog, work);
    threads.forget(hog, work);

    assertThat(threads.queued()).isZero();
    started.forEach(Runnable::run);
    assertThat(done).doesNotContain("never").hasSize(6);
  }

  @Test
  void moveTo_anotherFilter_countsAsItsThread() {
    threads.run(
        other,
        seat -> {
          assertThat(seat.moveTo(hog)).isTrue();
          assertThat(other.threads().count()).isZero();
          assertThat(hog.threads().count()).isEqualTo(1);
        });
    started.remove().run();

    assertThat(hog.threads().count()).isZero();
  }

  private void run(FilterWatch filter, int times) {
    for (int i = 0; i < times; i++) {
      threads.run(filter, seat -> done.add(filter.name()));
    }
  }

  private static FilterWatch watch(String name) {
    FilterWatch.Limits limits = new FilterWatch.Limits(FilterWatch.NEVER, 100, 100);
    return new FilterWatch(name, FailurePolicy.FAIL, limits, new Share(1000));
  }
}
