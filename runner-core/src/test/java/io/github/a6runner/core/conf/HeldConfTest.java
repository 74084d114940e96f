/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.Calls;
import io.github.a6runner.core.CloseableConfs;
import io.github.a6runner.core.TestClock;
import io.github.a6runner.core.count.Share;
import io.github.a6runner.core.plugin.FilterSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one call has of a conf stays until that call, and what it has begun, lets go. */
class HeldConfTest {
  private static final int MAY_WAIT = 1;

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final Deque<Runnable> loop = new ArrayDeque<>();
  private final CloseableConfs closeable = new CloseableConfs();
  private final AtomicReference<FilterSet> filters = new AtomicReference<>(FilterSet.of(closeable));
  private final RouteConf conf = conf(this::later);
  private final HeldConf held = new HeldConf(conf);
  private final List<Optional<ServedChain>> came = new ArrayList<>();
  private final List<Optional<Throwable>> failed = new ArrayList<>();
  private final Share waits = new Share(MAY_WAIT);
  private boolean ended;

  @Test
  void whenReady_chainThatIsMade_isGivenAtOnce() {
    make();

    held.whenReady(waits, loop::add, this::take);

    assertThat(loop).isEmpty();
    assertThat(came).containsExactly(conf.ready());
  }

  @Test
  void whenReady_chainToBeMade_isGivenOnTheLoop() {
    held.whenReady(waits, loop::add, this::take);
    assertThat(loop).isEmpty();

    run(tasks);
    assertThat(came).isEmpty();
    run(loop);

    assertThat(came).containsExactly(conf.ready());
    assertThat(failed).containsExactly(Optional.empty());
  }

  @Test
  void whenReady_moreThanMayWait_tellsWhyAndHasTheChainMadeAllTheSame() {
    held.whenReady(waits, loop::add, this::take);

    new HeldConf(conf).whenReady(waits, loop::add, this::take);
    run(loop);

    assertThat(came).containsExactly(Optional.empty());
    assertThat(failed.get(0))
        .map(Throwable::getMessage)
        .contains(
            "too many calls wait for confs, 1 of them for this one (expected: that its filters"
                + " are configured)");
    run(tasks);
    run(loop);
    assertThat(came).containsExactly(Optional.empty(), conf.ready());
    assertThat(waits.taken()).isZero();
  }

  @Test
  void whenReady_allThatMayWaitDoSoForOtherConfs_hasTheChainMadeAllTheSame() {
    conf(tasks::add).make().await(waits, this::take);

    held.whenReady(waits, loop::add, this::take);
    run(loop);

    assertThat(failed.get(0)).map(Throwable::getMessage).get().asString().contains("0 of them for");
    assertThat(tasks).hasSize(2);
    run(tasks);
    assertThat(conf.ready()).isPresent();
  }

  @Test
  void release_whileItWaits_leavesThePlaceToAnotherAndIsToldNothing() {
    assertThat(conf.hold()).isTrue();
    held.whenReady(waits, loop::add, this::take);

    held.release();
    assertThat(waits.taken()).isZero();
    HeldConf other = new HeldConf(conf);
    other.whenReady(waits, loop::add, this::take);
    run(tasks);
    run(loop);

    assertThat(came).as("the other alone").containsExactly(conf.ready());
    assertThat(waits.taken()).isZero();
  }

  @Test
  void whenReady_noThreadToMakeIt_tellsWhy() {
    ended = true;

    held.whenReady(waits, loop::add, this::take);
    run(loop);

    assertThat(came).containsExactly(Optional.empty());
    assertThat(failed.get(0)).containsInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void whenReady_confThatIsGone_tellsWhy() {
    conf.release();

    held.whenReady(waits, loop::add, this::take);
    run(loop);

    assertThat(failed.get(0)).map(Throwable::getMessage).contains("closed");
  }

  @Test
  void use_madeChain_isKeptForTheCallWhenTheConfGoes() {
    ServedChain chain = make();
    assertThat(conf.hold()).isTrue();
    assertThat(held.use(chain)).isTrue();

    conf.release();
    run(tasks);
    assertThat(closeable.closed()).isEmpty();
    held.release();
    run(tasks);

    assertThat(closeable.closed()).containsExactly("1");
  }

  @Test
  void use_chainThatIsGone_isRefused() {
    ServedChain chain = make();
    conf.release();
    run(tasks);

    assertThat(held.use(chain)).isFalse();
  }

  @Test
  void use_chainOfFiltersThatAreReplaced_isRefusedAndNotKept() {
    ServedChain chain = make();
    filters.set(FilterSet.of(new CloseableConfs()));

    assertThat(held.use(chain)).isFalse();
    held.release();
    run(tasks);

    assertThat(closeable.closed()).as("by the conf alone").containsExactly("1");
  }

  @Test
  void holdLonger_keepsTheConfigurationsPastTheCall() {
    assertThat(held.use(make())).isTrue();
    Runnable letGo = held.holdLonger();

    held.release();
    run(tasks);
    assertThat(closeable.closed()).isEmpty();
    letGo.run();
    run(tasks);

    assertThat(closeable.closed()).containsExactly("1");
  }

  @Test
  void holdLonger_beforeAChainIsUsed_holdsNothing() {
    make();

    held.holdLonger().run();
    assertThat(closeable.closed()).isEmpty();
    held.release();
    run(tasks);

    assertThat(closeable.closed()).containsExactly("1");
  }

  @Test
  void entriesAndRoute_areThoseOfTheConf() {
    assertThat(held.entries()).isEqualTo(Calls.entries("closeable", "1"));
    assertThat(held.route()).contains("7");
  }

  private RouteConf conf(Executor executor) {
    return new RouteConf(
        Optional.of("route#7#x"),
        Calls.entries("closeable", "1"),
        Configurers.of(this::current, executor, new TestClock()));
  }

  private FilterSet current() {
    return requireNonNull(filters.get(), "filters");
  }

  private void later(Runnable task) {
    if (ended) {
      throw new RejectedExecutionException("ended");
    }
    tasks.add(task);
  }

  private ServedChain make() {
    conf.make();
    run(tasks);
    return conf.ready().orElseThrow();
  }

  private void take(@Nullable ServedChain chain, @Nullable Throwable failure) {
    came.add(Optional.ofNullable(chain));
    failed.add(Optional.ofNullable(failure));
  }

  private static void run(Deque<Runnable> tasks) {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }
}
