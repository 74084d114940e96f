/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.Calls;
import io.github.a6runner.core.CloseableConfs;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.protocol.Until;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What threads do to one conf at one moment they do one after another. Which of them is in the
 * middle of it when another comes is chance, so a test is in the middle of it itself.
 */
@Timeout(60)
class ConfThreadsTest {
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final CloseableConfs filter = new CloseableConfs();
  private final CloseableConfs replacement = new CloseableConfs();
  private final AtomicReference<@Nullable FilterSet> filters =
      new AtomicReference<>(FilterSet.of(filter));
  private final Configurer configurer =
      Configurers.of(() -> requireNonNull(filters.get(), "filters"), tasks::add, () -> 0);
  private final RouteConf conf =
      new RouteConf(Optional.empty(), Calls.entries("closeable", "1"), configurer);

  @Test
  void make_waitsForOthersAtTheConf() throws InterruptedException {
    assertWaits(conf, conf::make);

    assertThat(tasks).hasSize(1);
  }

  @Test
  void made_waitsForOthersAtTheConfBeforeAnybodySeesIt() throws InterruptedException {
    conf.make();

    assertWaits(conf, tasks.remove());

    assertThat(conf.ready()).isPresent();
  }

  @Test
  void make_thatFails_waitsForOthersAtTheConf() throws InterruptedException {
    conf.make();
    FilterSet before = filters.getAndSet(null);

    assertWaits(conf, tasks.remove());

    filters.set(before);
    conf.make();
    assertThat(tasks).as("is free to be made again").hasSize(1);
  }

  @Test
  void refresh_waitsForOthersAtTheConfBeforeAnythingIsMade() throws InterruptedException {
    conf.make();
    tasks.remove().run();
    filters.set(FilterSet.of(replacement));

    assertWaits(conf, conf::refresh);

    assertThat(replacement.made()).containsExactly("1");
  }

  @Test
  void release_ofTheLast_waitsForOthersAtTheConf() throws InterruptedException {
    conf.make();
    tasks.remove().run();

    assertWaits(conf, conf::release);

    tasks.remove().run();
    assertThat(filter.closed()).containsExactly("1");
  }

  @Test
  void prepare_waitsForOthersThatPrepare() throws InterruptedException {
    ConfStore store =
        new ConfStore(configurer, new ConfStore.Bounds(Duration.ofHours(1), Long.MAX_VALUE), 7);

    assertWaits(store, () -> store.prepare(Calls.conf("k", "closeable", "1")));

    assertThat(store.find(8)).isPresent();
  }

  /** A JIT compiler takes a field out of a loop that nothing tells to look again. */
  @Test
  void ready_askedByALoopThatIsCompiled_seesWhatAnotherThreadHasMade() throws InterruptedException {
    CountDownLatch compiled = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              for (int i = 0; i < 20_000; i++) {
                askUntilReady(1000);
              }
              compiled.countDown();
              askUntilReady(Long.MAX_VALUE);
            });
    other.setDaemon(true);
    other.start();
    compiled.await();

    conf.make();
    tasks.remove().run();

    other.join(TimeUnit.SECONDS.toMillis(20));
    assertThat(other.isAlive()).as("asks on, though the chain is ready").isFalse();
  }

  private void askUntilReady(long most) {
    long asked = 0;
    while (asked < most && conf.ready().isEmpty()) {
      asked++;
    }
  }

  /** Has another thread do something, and sees that it gets nowhere while this one is at it. */
  private void assertWaits(Object guarded, Runnable work) throws InterruptedException {
    Thread other = new Thread(work);
    synchronized (guarded) {
      String before = seen();
      other.start();
      Until.met("the other waits", () -> !other.isAlive() || waitsFor(guarded, other));
      assertThat(other.isAlive()).as("waits").isTrue();
      assertThat(seen()).isEqualTo(before);
    }
    other.join();
  }

  private static boolean waitsFor(Object guarded, Thread thread) {
    ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId());
    return info != null
        && info.getThreadState() == Thread.State.BLOCKED
        && info.getLockInfo() != null
        && info.getLockInfo().getIdentityHashCode() == System.identityHashCode(guarded);
  }

  private String seen() {
    return "tasks %d, ready %s, made %s, closed %s"
        .formatted(
            tasks.size(),
            filters.get() == null ? "" : conf.ready(),
            replacement.made(),
            filter.closed());
  }
}
