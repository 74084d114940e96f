/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
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
  void execute_fromManyThreads_doesAllOfIt() throws Exception {
    pool = pool(4, 100_000, LONG);
    CountDownLatch left = new CountDownLatch(40_000);
    for (int i = 0; i < 4; i++) {
      new Thread(
              () -> {
                for (int j = 0; j < 10_000; j++) {
                  pool.execute(left::countDown);
                }
              })
          .start();
    }
    assertThat(left.await(50, TimeUnit.SECONDS)).isTrue();
    assertThat(made).hasSizeLessThanOrEqualTo(4);
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

  /** A thread of this pool leaves after each piece of work, and often just when the next comes. */
  @Test
  void work_thatComesWhileTheOnlyThreadLeaves_isDone() {
    pool = new WarmPool(1, 1000, 1, WarmPoolTest::unknown);
    CompletableFuture<Void> other = CompletableFuture.runAsync(this::submitOneByOne);
    submitOneByOne();
    assertThat(other).succeedsWithin(Duration.ofSeconds(30));
  }

  private void submitOneByOne() {
    for (int i = 0; i < 40_000; i++) {
      await(pool.submit(() -> {}));
    }
  }

  private static void await(Future<?> work) {
    try {
      work.get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
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
