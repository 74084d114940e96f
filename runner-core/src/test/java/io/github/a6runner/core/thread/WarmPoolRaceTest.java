/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.TestLog;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes to a pool from many sides at once, and just when its threads leave. */
@Timeout(120)
class WarmPoolRaceTest {
  private static final int GIVEN_BY_EACH = Integer.getInteger("model.rounds", 8000);
  private static final int MOST_AT_ONCE = 8;
  private static final long KEEP_ALIVE_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

  @RegisterExtension final TestLog log = new TestLog();

  private final Loops loops =
      new Loops(2, () -> new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory()));
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Work> given = new ConcurrentLinkedQueue<>();
  private volatile boolean allIsWell;

  @AfterEach
  void endThreads() {
    var unused = loops.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
    threads.shutdownNow();
  }

  /** What counts how often it is done, and whether whoever gave it was told that it is not. */
  private static final class Work implements Runnable {
    private final boolean fails;
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean refused;

    Work(boolean fails) {
      this.fails = fails;
    }

    @Override
    public void run() {
      done.incrementAndGet();
      if (fails) {
        throw overflow();
      }
    }

    boolean waits() {
      return !refused && done.get() == 0;
    }

    boolean isAsPromised() {
      return done.get() == (refused ? 0 : 1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void work_whileThreadsCannotBeMade_isDoneOnceOrRefused(long seed) throws Exception {
    check(new WarmPool(4, 40, KEEP_ALIVE_NANOS, factory(seed)), seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void work_whileThreadsBeyondThePoolFailToo_isDoneOnceOrRefused(long seed) throws Exception {
    Random random = new Random(seed);
    Executor beyond = work -> executeOrFail(random, work);
    check(new WarmPool(4, KEEP_ALIVE_NANOS, factory(seed), beyond), seed);
  }

  private void check(WarmPool pool, long seed) throws Exception {
    List<Future<?>> givers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Random random = new Random(seed + i);
      EventLoop loop = servingLoop();
      givers.add(threads.submit(() -> giveOnLoop(pool, loop, random)));
      givers.add(threads.submit(() -> give(pool, random, GIVEN_BY_EACH)));
    }
    for (Future<?> giver : givers) {
      giver.get(60, TimeUnit.SECONDS);
    }
    allIsWell = true;
    while (given.stream().anyMatch(Work::waits)) {
      stir(pool); // who found no thread waits for what comes next
    }
    pool.shutdown();
    assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).as("seed %d", seed).isTrue();
    assertThat(given).as("seed %d", seed).hasSize(4 * GIVEN_BY_EACH).allMatch(Work::isAsPromised);
    assertThat(given).anyMatch(work -> work.refused).anyMatch(work -> !work.refused);
  }

  private static void stir(WarmPool pool) {
    try {
      await(pool.submit(() -> {}));
    } catch (RejectedExecutionException e) {
      Thread.onSpinWait(); // all places are taken, by what is done now
    }
  }

  private Void giveOnLoop(WarmPool pool, EventLoop loop, Random random) throws Exception {
    int left = GIVEN_BY_EACH;
    while (left > 0) {
      int number = Math.min(left, 1 + random.nextInt(MOST_AT_ONCE));
      loop.submit(() -> give(pool, random, number)).get();
      left -= number;
    }
    return null;
  }

  private void give(WarmPool pool, Random random, int number) {
    for (int i = 0; i < number; i++) {
      Work work = new Work(random.nextInt(5) == 0);
      given.add(work);
      try {
        pool.execute(work);
      } catch (RejectedExecutionException | StackOverflowError e) {
        work.refused = true;
      }
    }
  }

  private ThreadFactory factory(long seed) {
    Random random = new Random(seed);
    return work -> {
      int outcome = allIsWell ? 2 : random.nextInt(5);
      if (outcome == 0) {
        throw overflow();
      }
      Thread thread = outcome == 1 ? WorkersTest.unstartable(work) : unknown(work);
      thread.setUncaughtExceptionHandler((failed, why) -> {});
      return thread;
    };
  }

  private void executeOrFail(Random random, Runnable work) {
    int outcome = allIsWell ? 3 : random.nextInt(10);
    if (outcome == 0) {
      throw new OutOfMemoryError("unable to create native thread");
    } else if (outcome == 1) {
      throw new RejectedExecutionException("expected by the test");
    } else if (outcome == 2) {
      throw overflow();
    }
    threads.execute(
        () -> {
          try {
            work.run();
          } catch (StackOverflowError expected) {
            assertThat(expected).hasMessage("expected by the test");
          }
        });
  }

  /** As it comes from deep within; there are many, and each may be logged. */
  private static StackOverflowError overflow() {
    StackOverflowError error = new StackOverflowError("expected by the test");
    error.setStackTrace(new StackTraceElement[0]);
    return error;
  }

  private EventLoop servingLoop() {
    LocalChannel served = new LocalChannel();
    loops.register(served).syncUninterruptibly();
    return served.eventLoop();
  }

  @Test
  void execute_fromManyThreads_doesAllOfIt() throws Exception {
    Queue<Thread> made = new ConcurrentLinkedQueue<>();
    WarmPool pool = new WarmPool(4, 100_000, TimeUnit.MINUTES.toNanos(5), noting(made));
    CountDownLatch left = new CountDownLatch(40_000);
    for (int i = 0; i < 4; i++) {
      threads.execute(
          () -> {
            for (int j = 0; j < 10_000; j++) {
              pool.execute(left::countDown);
            }
          });
    }
    assertThat(left.await(50, TimeUnit.SECONDS)).isTrue();
    assertThat(made).hasSizeLessThanOrEqualTo(4);
    pool.shutdownNow();
  }

  private static ThreadFactory noting(Queue<Thread> made) {
    return work -> {
      Thread thread = unknown(work);
      made.add(thread);
      return thread;
    };
  }

  /** A thread of this pool leaves after each piece of work, and often just when the next comes. */
  @Test
  void work_thatComesWhileTheOnlyThreadLeaves_isDone() {
    WarmPool pool = new WarmPool(1, 1000, 1, WarmPoolRaceTest::unknown);
    CompletableFuture<Void> other = CompletableFuture.runAsync(() -> submitOneByOne(pool));
    submitOneByOne(pool);
    assertThat(other).succeedsWithin(Duration.ofSeconds(30));
    pool.shutdownNow();
  }

  private static void submitOneByOne(WarmPool pool) {
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

  private static Thread unknown(Runnable work) {
    Thread thread = new Thread(work, "warm");
    thread.setDaemon(true);
    return thread;
  }
}
