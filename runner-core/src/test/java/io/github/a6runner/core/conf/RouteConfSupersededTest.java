/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.core.Calls;
import io.github.a6runner.core.CloseableConfs;
import io.github.a6runner.core.TestClock;
import io.github.a6runner.core.count.Share;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.MadePlugin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A filter is replaced while it is in its configure. What a test does {@code meanwhile} happens in
 * there, and what it returns comes late.
 */
class RouteConfSupersededTest {
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final CloseableConfs stays = new CloseableConfs();
  private final AtomicInteger closedPlugins = new AtomicInteger();
  private final MadePlugin staying = new MadePlugin(List.of(stays), () -> {});
  private final Busy before = new Busy();
  private final Busy after = new Busy();
  private final MadePlugin oldPlugin = plugin(before);
  private final MadePlugin newPlugin = plugin(after);
  private final AtomicReference<FilterSet> filters =
      new AtomicReference<>(MadePlugin.set(List.of(staying, oldPlugin)));
  private final Share waits = new Share(100);
  private final List<ServedChain> came = new ArrayList<>();
  private final List<Throwable> failed = new ArrayList<>();
  private boolean noThreads;
  private final RouteConf conf =
      new RouteConf(
          Optional.empty(),
          Calls.entries("closeable", "1", "busy", "", "closeable", "2"),
          Configurers.of(
              () -> requireNonNull(filters.get(), "filters"), this::execute, new TestClock()));

  /** A filter in whose configure something happens once. */
  private static final class Busy implements Filter<AutoCloseable> {
    private Runnable meanwhile = () -> {};
    private int configured;
    private int closed;

    @Override
    public String name() {
      return "busy";
    }

    @Override
    public AutoCloseable configure(ConfSource source) {
      configured++;
      Runnable now = meanwhile;
      meanwhile = () -> {};
      now.run();
      return () -> closed++;
    }

    @Override
    public Decision onRequest(RequestCall call, AutoCloseable conf) {
      return Decision.proceed();
    }
  }

  @Test
  void make_ofTheFilterThatHasReplacedIt_isReadyBeforeItReturns() {
    before.meanwhile =
        () -> {
          replace();
          conf.make();
          runTasks();
          assertThat(filterOfToday()).isSameAs(after);
        };

    make();

    assertThat(filterOfToday()).isSameAs(after);
    assertThat(after.configured).isEqualTo(1);
  }

  @Test
  void refresh_toTheFilterThatHasReplacedIt_isReadyBeforeItReturns() {
    before.meanwhile =
        () -> {
          replace();
          conf.refresh();
          assertThat(filterOfToday()).isSameAs(after);
        };

    make();

    assertThat(filterOfToday()).isSameAs(after);
  }

  @Test
  void make_whenOtherFiltersWereReplaced_leavesItToTheAttemptUnderWay() {
    before.meanwhile =
        () -> {
          filters.set(MadePlugin.set(List.of(staying, oldPlugin)));
          conf.make();
          conf.refresh();
          assertThat(tasks).isEmpty();
        };

    make();

    assertThat(filterOfToday()).isSameAs(before);
    assertThat(before.configured).isEqualTo(1);
  }

  @Test
  void whoWaitsForIt_getsWhatTheFilterOfTodayMakes() {
    before.meanwhile =
        () -> {
          await();
          replace();
          await();
          runTasks();
          assertThat(came).hasSize(2).containsOnly(conf.ready().orElseThrow());
        };

    make();

    assertThat(came).as("each is told once").hasSize(2);
    assertThat(waits.taken()).isZero();
  }

  @Test
  void whatComesLate_isLetGoOfAndNothingIsMadeBehindIt() {
    before.meanwhile =
        () -> {
          replace();
          conf.make();
          runTasks();
          oldPlugin.release();
          assertThat(closedPlugins).as("held by its configure").hasValue(0);
        };

    make();

    assertThat(before.closed).as("the late one").isEqualTo(1);
    assertThat(closedPlugins).as("the old plugin").hasValue(1);
    assertThat(after.closed).isZero();
    assertThat(stays.made()).as("1 of the late attempt, 1 and 2").containsExactly("1", "1", "2");
    assertThat(stays.closed()).containsExactly("1");
    conf.release();
    runTasks();
    newPlugin.release();
    assertThat(stays.closed()).containsExactlyInAnyOrder("1", "1", "2");
    assertThat(after.closed).isEqualTo(1);
    assertThat(closedPlugins).hasValue(2);
  }

  @Test
  void lateAttemptAtTheLastEntry_isLetGoOfAsAWhole() {
    RouteConf last =
        new RouteConf(
            Optional.empty(),
            Calls.entries("closeable", "1", "busy", ""),
            Configurers.of(filters::get, this::execute, new TestClock()));
    before.meanwhile =
        () -> {
          replace();
          last.make();
          runTasks();
        };

    last.make();
    runTasks();

    assertThat(before.closed).isEqualTo(1);
    assertThat(after.closed).isZero();
    assertThat(stays.closed()).containsExactly("1");
    last.release();
    runTasks();
    assertThat(stays.closed()).containsExactly("1", "1");
    assertThat(after.closed).isEqualTo(1);
  }

  /** What it carries over from the chain before may be gone when it gets there. */
  @Test
  void lateAttemptThatCarriesOver_whenTheChainBeforeIsGone_takesNothingOfIt() {
    make();
    ServedChain first = conf.ready().orElseThrow();
    replace();
    Busy third = new Busy();
    after.meanwhile =
        () -> {
          filters.set(MadePlugin.set(List.of(staying, plugin(third))));
          conf.make();
          runTasks();
          conf.release();
          runTasks();
        };
    conf.make();

    runTasks();

    assertThat(first.hold()).isFalse();
    assertThat(stays.made()).as("carried over").containsExactly("1", "2");
    assertThat(stays.closed()).containsExactlyInAnyOrder("1", "2");
    assertThat(List.of(before.closed, after.closed, third.closed)).containsExactly(1, 1, 1);
  }

  @Test
  void release_ofTheLastWhileBothAreUnderWay_leavesNothing() {
    after.meanwhile = conf::release;
    before.meanwhile =
        () -> {
          replace();
          conf.make();
          runTasks();
        };

    make();

    assertThat(List.of(before.closed, after.closed)).containsExactly(1, 1);
    assertThat(stays.closed()).containsExactlyInAnyOrder("1", "1", "2");
  }

  @Test
  void make_noThreadForTheFilterOfToday_tellsWhoWaitsAndMayBeTriedAgain() {
    before.meanwhile =
        () -> {
          await();
          replace();
          noThreads = true;
          await();
          noThreads = false;
        };

    make();

    assertThat(failed)
        .hasSize(2)
        .allSatisfy(each -> assertThat(each).isInstanceOf(RejectedExecutionException.class));
    assertThat(before.closed).isEqualTo(1);
    assertThat(conf.ready()).isEmpty();
    make();
    assertThat(filterOfToday()).isSameAs(after);
  }

  private MadePlugin plugin(Filter<?> filter) {
    return new MadePlugin(List.of(filter), closedPlugins::incrementAndGet);
  }

  private void replace() {
    filters.set(MadePlugin.set(List.of(staying, newPlugin)));
  }

  private void await() {
    var unused = conf.make().await(waits, this::take);
  }

  private void take(@Nullable ServedChain chain, @Nullable Throwable failure) {
    if (chain != null) {
      came.add(chain);
    }
    if (failure != null) {
      failed.add(failure);
    }
  }

  private void make() {
    conf.make();
    runTasks();
  }

  private Filter<?> filterOfToday() {
    return ((Link.Usable) conf.ready().orElseThrow().chain().links().get(1)).filter();
  }

  private void execute(Runnable task) {
    if (noThreads) {
      throw new RejectedExecutionException("no thread for " + task);
    }
    tasks.add(task);
  }

  private void runTasks() {
    while (!tasks.isEmpty()) {
      tasks.poll().run();
    }
  }
}
