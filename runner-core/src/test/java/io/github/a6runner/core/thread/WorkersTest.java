/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.protocol.Until;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pool of two threads, and threads beyond it, as virtual ones are on a newer JVM. */
@Timeout(60)
class WorkersTest {
  private static final long LONG = TimeUnit.MINUTES.toNanos(5);

  private final ExecutorService beyond = Executors.newCachedThreadPool(named("beyond"));
  private final Workers workers = Workers.of(2, named("pool"), beyond);
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger made = new AtomicInteger();
  private final BlockingQueue<String> ran = new LinkedBlockingQueue<>();

  @AfterEach
  void end() {
    release.countDown();
    workers.close();
  }

  @Test
  void execute_asMuchAsThePoolHasThreads_isDoneThere() throws Exception {
    holdThreads(2);
    assertThat(List.of(next(), next())).containsOnly("pool");
  }

  @Test
  void execute_moreThanThePoolHasThreads_waitsForNone() throws Exception {
    holdThreads(4);
    assertThat(List.of(next(), next(), next(), next()))
        .containsExactlyInAnyOrder("pool", "pool", "beyond", "beyond");
  }

  @Test
  void execute_afterThePoolIsFreeAgain_isDoneThere() throws Exception {
    holdThreads(3);
    List<String> held = List.of(next(), next(), next());
    release.countDown();
    for (int i = 0; i < 3; i++) {
      assertThat(next()).isEqualTo("through");
    }
    assertThat(held).contains("beyond");

    awaitFreePool();
  }

  /** A thread says that it is through a moment before the pool counts it as free. */
  private void awaitFreePool() throws InterruptedException {
    String thread;
    do {
      workers.execute(() -> ran.add(Thread.currentThread().getName()));
      thread = next();
    } while (!thread.equals("pool"));
  }

  @Test
  void finish_whatRunsInBoth_isWaitedForAndNoMoreIsTaken() throws Exception {
    holdThreads(3);
    List<String> held = List.of(next(), next(), next());
    Thread finisher = new Thread(() -> workers.finish(LONG));
    finisher.start();
    Until.met("told to end", beyond::isShutdown);
    assertThatThrownBy(() -> workers.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    release.countDown();
    finisher.join();

    assertThat(List.of(next(), next(), next())).containsOnly("through");
    assertThat(held).containsExactlyInAnyOrder("pool", "pool", "beyond");
  }

  @Test
  void finish_timeIsOver_interruptsBoth() throws Exception {
    holdThreads(3);
    List<String> held = List.of(next(), next(), next());
    workers.finish(0);
    assertThat(List.of(next(), next(), next())).containsOnly("interrupted");
    assertThat(held).contains("pool", "beyond");
  }

  @Test
  void execute_systemHasNoThreadForThePool_waitsForNone() throws Exception {
    try (Workers poor = Workers.of(2, WorkersTest::unstartable, beyond)) {
      poor.execute(() -> ran.add(Thread.currentThread().getName()));
      assertThat(next()).isEqualTo("beyond");
    }
  }

  @Test
  void execute_systemHasNoSecondThreadForThePool_waitsForNone() throws Exception {
    ThreadFactory second =
        work -> made.getAndIncrement() == 0 ? named("pool").newThread(work) : unstartable(work);
    try (Workers poor = Workers.of(3, second, beyond)) {
      for (int i = 0; i < 3; i++) {
        poor.execute(this::hold);
      }
      assertThat(List.of(next(), next(), next()))
          .containsExactlyInAnyOrder("pool", "beyond", "beyond");
      release.countDown();
    }
  }

  static Thread unstartable(Runnable work) {
    return new Thread(work) {
      @Override
      public synchronized void start() {
        throw new OutOfMemoryError("unable to create native thread");
      }
    };
  }

  @Test
  void carriers_ofAPoolAlone_areNone() {
    try (Workers pool = Workers.pool("alone-", 1, 0)) {
      assertThat(pool.carriers(System::nanoTime)).isEmpty();
    }
  }

  private void holdThreads(int number) {
    for (int i = 0; i < number; i++) {
      workers.execute(this::hold);
    }
  }

  private void hold() {
    ran.add(Thread.currentThread().getName());
    try {
      release.await();
      ran.add("through");
    } catch (InterruptedException e) {
      ran.add("interrupted");
    }
  }

  private String next() throws InterruptedException {
    String next = ran.poll(30, TimeUnit.SECONDS);
    return next == null ? "nothing" : next;
  }

  private static ThreadFactory named(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
