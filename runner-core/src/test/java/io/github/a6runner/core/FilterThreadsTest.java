/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.core.count.Share;
import io.github.a6runner.core.setting.FailurePolicy;
import io.github.a6runner.core.thread.Workers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Threads that stand still until the test lets them run. */
class FilterThreadsTest {

  private final Deque<Runnable> started = new ArrayDeque<>();
  private final List<String> done = new CopyOnWriteArrayList<>();
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
    run(hog, 100);

    assertThat(done).hasSize(88).containsOnly("refused hog");
    assertThat(threads.queued()).isEqualTo(6);

    run(other, 3);

    assertThat(started).hasSize(8);
    assertThat(threads.queued()).isEqualTo(7);
  }

  @Test
  void run_noPlaceLeftForWhatHasToBeDone_isDoneWhenAThreadIsFree() {
    run(hog, 12);
    assertThat(threads.queued()).isEqualTo(6);

    threads.run(hog, new Must("late"));

    assertThat(done).containsExactly("late has no place");
    started.remove().run();
    assertThat(done).last().isEqualTo("late");
    assertThat(done).as("one, all that waited, and it").hasSize(9);
    assertThat(threads.queued()).isZero();
  }

  @Test
  void run_noPlaceOnTheFiltersOwnThreadsForWhatHasToBeDone_isDoneWhenOneIsFree() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch last = new CountDownLatch(1);
    try (Workers own = Workers.pool("own-", 1, 1)) {
      hog.ownThreads(own);
      threads.run(hog, new Waiting(held));
      threads.run(hog, work("placed"));
      threads.run(hog, work("too much"));
      threads.run(hog, new Must("late", last::countDown));
      assertThat(done).containsExactly("refused too much", "late has no place");

      held.countDown();

      assertThat(last.await(20, TimeUnit.SECONDS)).isTrue();
    }
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

    assertThatThrownBy(() -> failing.run(hog, work("x"))).isInstanceOf(OutOfMemoryError.class);
    assertThat(hog.threads().count()).isZero();
  }

  @Test
  void forget_whatWaits_freesItsPlace() {
    run(hog, 6);
    FilterWork work = work("never");
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
        new Noted("moves") {
          @Override
          public void run(Seat seat) {
            assertThat(seat.moveTo(hog)).isTrue();
            assertThat(other.threads().count()).isZero();
            assertThat(hog.threads().count()).isEqualTo(1);
          }
        });
    started.remove().run();

    assertThat(hog.threads().count()).isZero();
  }

  @Test
  void run_filterWithThreadsOfItsOwn_usesThemAlsoForWhatWaits() {
    try (Workers own = Workers.pool("own-", 1, 100)) {
      run(hog, 7);
      hog.ownThreads(own);

      run(hog, 1);
      started.remove().run();

      assertThat(hog.threads().count()).isEqualTo(5);
      assertThat(threads.queued()).isZero();
    }
  }

  @Test
  void moveTo_fromAThreadOfTheFiltersOwn_isRefusedAlsoWhenItIsTrustedAgain() throws Exception {
    CountDownLatch ran = new CountDownLatch(1);
    try (Workers own = Workers.pool("own-", 1, 100)) {
      hog.ownThreads(own);
      threads.run(
          hog,
          new Noted("moves") {
            @Override
            public void run(Seat seat) {
              hog.ownThreads(null);
              done.add("moved " + seat.moveTo(other));
              ran.countDown();
            }
          });

      assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(done).containsExactly("moved false");
    assertThat(other.threads().count()).as("no thread of the shared ones").isZero();
    assertThat(hog.threads().count()).isZero();
  }

  @Test
  void forget_whatWaitsForTheSparePool_freesItsPlaceThere() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    try (FilterThreads crowded = FilterThreads.unlimited(started::add, 1, 8)) {
      crowded.crowded(true);
      crowded.run(other, new Waiting(held));
      FilterWork work = work("never");
      crowded.run(hog, work);
      assertThat(crowded.queued()).isEqualTo(1);

      crowded.forget(hog, work);

      assertThat(crowded.queued()).isZero();
      assertThat(hog.places().count()).isZero();
      held.countDown();
    }
  }

  @Test
  void run_asManyPlacesAsThereAreNumbers_areNoneTheLess() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    try (FilterThreads roomy = FilterThreads.unlimited(started::add, 8, Integer.MAX_VALUE)) {
      roomy.crowded(true);

      roomy.run(other, new Waiting(done));

      assertThat(other.threads().count()).isEqualTo(1);
      done.countDown();
    }
  }

  @Test
  void run_virtualThreadsHaveToWait_canBeRescuedOnlyOnce() {
    try (FilterThreads virtual = FilterThreads.unlimited(started::add, 1, 8);
        Workers own = Workers.pool("own-", 1, 100)) {
      assertThat(virtual.run(other, work("on a carrier"))).isTrue();

      virtual.crowded(true);
      assertThat(virtual.run(other, work("on the pool"))).isFalse();
      hog.ownThreads(own);
      assertThat(virtual.run(hog, work("on its own"))).isFalse();
    }
  }

  @Test
  void run_noThreadForEachWork_isDoneOnSharedThreads() throws Exception {
    CountDownLatch told = new CountDownLatch(2);
    Executor noThread =
        work -> {
          throw new RejectedExecutionException("no thread");
        };
    try (FilterThreads poor = FilterThreads.unlimited(noThread, 8, 8)) {
      poor.run(other, new Must("turn", told::countDown));
      poor.run(other, new Must("answer", told::countDown));

      assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(done).containsExactlyInAnyOrder("turn", "answer");
  }

  private Noted work(String name) {
    return new Noted(name);
  }

  /** Work that notes that it was done. */
  private class Noted implements FilterWork {

    private final String name;

    Noted(String name) {
      this.name = name;
    }

    @Override
    public void run(Seat seat) {
      done.add(name);
    }

    @Override
    public void refuse() {
      refuse("refused %s");
    }

    final void refuse(String how) {
      done.add(how.formatted(name));
    }
  }

  /** Work that has to be done. */
  private final class Must extends Noted {
    private final Runnable then;

    Must(String name) {
      this(name, () -> {});
    }

    Must(String name, Runnable then) {
      super(name);
      this.then = then;
    }

    @Override
    public void run(Seat seat) {
      super.run(seat);
      then.run();
    }

    @Override
    public boolean findsNoPlace() {
      refuse("%s has no place");
      return true;
    }
  }

  /** Work that keeps its thread until the test lets it go. */
  private static final class Waiting implements FilterWork {
    private final CountDownLatch until;

    Waiting(CountDownLatch until) {
      this.until = until;
    }

    @Override
    public void run(Seat seat) {
      try {
        until.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void refuse() {
      throw new AssertionError("refused");
    }
  }

  private void run(FilterWatch filter, int times) {
    for (int i = 0; i < times; i++) {
      threads.run(filter, work(filter.name()));
    }
  }

  private static FilterWatch watch(String name) {
    FilterWatch.Limits limits = new FilterWatch.Limits(FilterWatch.NEVER, 100, 100);
    return new FilterWatch(name, FailurePolicy.FAIL, limits, new Share(1000));
  }
}
