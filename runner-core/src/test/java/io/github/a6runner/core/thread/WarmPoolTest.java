/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.thread;

import static io.github.a6runner.core.thread.WorkersTest.unstartable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.protocol.Until;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WarmPoolTest {
  private static final long LONG = TimeUnit.MINUTES.toNanos(5);

  private final List<Thread> made = new CopyOnWriteArrayList<>();
  private WarmPool pool = pool(1, 1, LONG);

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  @Test
  void execute_workThatWaitsForOther_hasThreadForEach() throws Exception {
    pool = pool(8, 1, LONG);
    CyclicBarrier barrier = new CyclicBarrier(9);
    for (int i = 0; i < 8; i++) {
      var unused = pool.submit(() -> barrier.await());
    }
    assertThat(barrier.await(30, TimeUnit.SECONDS)).isNotNegative();
    assertThat(made).hasSize(8);
  }

  @Test
  void execute_shortWorkOneAfterAnother_usesFewThreads() throws Exception {
    pool = pool(200, 1, LONG);
    Set<Thread> used = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 1000; i++) {
      pool.submit(() -> used.add(Thread.currentThread())).get();
    }
    assertThat(used).hasSizeLessThan(100);
  }

  @Test
  void execute_moreThanThreadsAndPlaces_isRefused() {
    CountDownLatch never = new CountDownLatch(1);
    Future<?> running = pool.submit(() -> awaitUninterrupted(never));
    Future<?> waiting = pool.submit(() -> {});
    assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    never.countDown();
    assertThat(List.of(running, waiting)).allSatisfy(each -> each.get(30, TimeUnit.SECONDS));
  }

  @Test
  void interrupt_ofOneWork_isNotForTheNext() throws Exception {
    pool.submit(() -> Thread.currentThread().interrupt()).get();
    assertThat(pool.submit(() -> Thread.currentThread().isInterrupted()).get()).isFalse();
  }

  @Test
  void thread_thatIsIdleForLong_endsAndAnotherComes() throws Exception {
    pool = pool(1, 1, 1);
    pool.submit(() -> {}).get();
    made.get(0).join(30_000);
    assertThat(made.get(0).isAlive()).isFalse();
    assertThat(pool.submit(() -> "done").get(30, TimeUnit.SECONDS)).isEqualTo("done");
  }

  @Test
  void execute_threadThatCannotBeMadeOnce_keepsNobodyFromTheNext() throws Exception {
    AtomicBoolean fails = new AtomicBoolean(true);
    pool =
        new WarmPool(
            2,
            10,
            LONG,
            work -> {
              if (fails.getAndSet(false)) {
                throw new StackOverflowError("expected by the test");
              }
              return thread(work);
            });
    assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(StackOverflowError.class);
    assertThat(pool.submit(() -> "done").get(30, TimeUnit.SECONDS)).isEqualTo("done");
  }

  /** Nothing more comes that would have somebody look, since all places are taken. */
  @Test
  void execute_noThreadCouldBeMadeUntilAllPlacesWereTaken_isDoneOnceThereIsOne() throws Exception {
    AtomicBoolean poor = new AtomicBoolean(true);
    pool = new WarmPool(1, 1, LONG, work -> poor.get() ? unstartable(work) : thread(work));
    CountDownLatch done = new CountDownLatch(2);
    pool.execute(done::countDown);
    pool.execute(done::countDown);
    poor.set(false);

    assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);

    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void execute_neitherItNorTheOtherHasAThread_waitsUntilOneHas() throws Exception {
    AtomicBoolean poor = new AtomicBoolean(true);
    pool =
        new WarmPool(
            2,
            LONG,
            work -> poor.get() ? unstartable(work) : thread(work),
            WarmPoolTest::findNoThread);
    CountDownLatch done = new CountDownLatch(2);
    pool.execute(done::countDown);
    poor.set(false);
    pool.execute(done::countDown);

    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void execute_beyondThePoolWithoutAThread_isRefused() throws Exception {
    pool = new WarmPool(1, LONG, this::thread, WarmPoolTest::findNoThread);
    CountDownLatch go = new CountDownLatch(1);
    pool.execute(() -> awaitUninterrupted(go));
    assertThatThrownBy(() -> pool.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class)
        .hasCauseInstanceOf(OutOfMemoryError.class);
    go.countDown();
  }

  private static void findNoThread(Runnable work) {
    throw new OutOfMemoryError("unable to create native thread");
  }

  /** What holds the first thread has the second one called, which cannot come. */
  @Test
  void work_ofAThreadThatFailsToCallTheNext_isDone() throws Exception {
    CountDownLatch bothAreIn = new CountDownLatch(1);
    List<Throwable> reported = new CopyOnWriteArrayList<>();
    pool = new WarmPool(2, 10, LONG, work -> firstOnly(work, bothAreIn, reported::add));
    CountDownLatch done = new CountDownLatch(2);
    pool.execute(done::countDown);
    pool.execute(done::countDown);
    bothAreIn.countDown();

    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(reported).isNotEmpty().allMatch(StackOverflowError.class::isInstance);
  }

  private Thread firstOnly(Runnable work, CountDownLatch begin, Consumer<Throwable> reported) {
    if (!made.isEmpty()) {
      throw new StackOverflowError("expected by the test");
    }
    Thread first =
        thread(
            () -> {
              awaitUninterrupted(begin);
              work.run();
            });
    first.setUncaughtExceptionHandler((thread, failure) -> reported.accept(failure));
    return first;
  }

  @Test
  void work_thatFails_isReportedAndKeepsNoThreadFromTheNext() throws Exception {
    List<Throwable> reported = new CopyOnWriteArrayList<>();
    pool = new WarmPool(1, 1, LONG, this::thread);
    pool.submit(() -> made.get(0).setUncaughtExceptionHandler((at, why) -> reported.add(why)))
        .get();
    pool.execute(
        () -> {
          throw new StackOverflowError("expected by the test");
        });
    Until.met("a failure was reported", () -> !reported.isEmpty());
    assertThat(pool.submit(() -> "done").get(30, TimeUnit.SECONDS)).isEqualTo("done");
    assertThat(made).hasSize(1);
  }

  @Test
  void shutdown_ofAPoolWithoutThreads_isItsEnd() throws Exception {
    assertThat(pool.isShutdown()).isFalse();
    assertThat(pool.isTerminated()).isFalse();
    assertThat(pool.awaitTermination(1, TimeUnit.NANOSECONDS)).isFalse();
    pool.shutdown();
    assertThat(pool.isShutdown()).isTrue();
    assertThat(pool.isTerminated()).isTrue();
  }

  @Test
  void shutdown_withThreadsThatHaveNothingToDo_endsThem() throws Exception {
    pool.submit(() -> {}).get();
    pool.shutdown();
    assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    made.get(0).join(30_000);
    assertThat(made.get(0).isAlive()).isFalse();
  }

  @Test
  void shutdown_withWorkForWhichThereWasNoThread_hasItDone() throws Exception {
    AtomicBoolean poor = new AtomicBoolean(true);
    pool = new WarmPool(1, 1, LONG, work -> poor.get() ? unstartable(work) : thread(work));
    Future<String> waiting = pool.submit(() -> "done");
    poor.set(false);
    pool.shutdown();
    assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo("done");
    assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shutdown_withWorkThatWaits_doesItAndEnds() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    pool.execute(() -> awaitUninterrupted(go));
    Future<String> waiting = pool.submit(() -> "done");
    pool.shutdown();
    assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    go.countDown();
    assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo("done");
    assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shutdownNow_withWorkThatWaits_interruptsAndGivesBack() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    pool.execute(
        () -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
        });
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    Runnable waiting = () -> {};
    pool.execute(waiting);
    assertThat(pool.shutdownNow()).containsExactly(waiting);
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  private WarmPool pool(int threads, int places, long keepAliveNanos) {
    return new WarmPool(threads, places, keepAliveNanos, this::thread);
  }

  private Thread thread(Runnable work) {
    Thread thread = unknown(work);
    made.add(thread);
    return thread;
  }

  private static Thread unknown(Runnable work) {
    Thread thread = new Thread(work, "warm");
    thread.setDaemon(true);
    return thread;
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
