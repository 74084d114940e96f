/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.core.Calls;
import io.github.a6runner.core.CloseableConfs;
import io.github.a6runner.core.Filters;
import io.github.a6runner.core.TestClock;
import io.github.a6runner.core.TestLog;
import io.github.a6runner.core.count.Share;
import io.github.a6runner.core.plugin.FilterSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A conf follows a change of the filters, as far as it is concerned. */
class RouteConfRefreshTest {
  @RegisterExtension final TestLog log = new TestLog();

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final CloseableConfs stays = new CloseableConfs();
  private final Filter<String> before = plain();
  private final Filter<String> after = plain();
  private final AtomicReference<FilterSet> filters =
      new AtomicReference<>(FilterSet.of(stays, before));
  private final Deque<FilterSet> early = new ArrayDeque<>(); // asked for before the change
  private final RouteConf conf =
      new RouteConf(
          Optional.empty(),
          Calls.entries("closeable", "1", "a", ""),
          Configurers.of(this::filters, tasks::add, new TestClock()));

  /** A filter of which one instance takes the place of another. */
  private static Filter<String> plain() {
    return Filters.request("a", (call, conf) -> Decision.proceed());
  }

  @Test
  void refresh_oneFilterReplaced_makesItsConfAnewAndKeepsTheOther() {
    make();
    filters.set(FilterSet.of(stays, after));
    assertThat(conf.ready()).as("stale").isEmpty();

    conf.refresh();
    runTasks();

    assertThat(filterOfToday()).isSameAs(after);
    assertThat(stays.made()).containsExactly("1");
    assertThat(stays.closed()).isEmpty();
  }

  @Test
  void refresh_nothingChanged_leavesTheChain() {
    make();
    Optional<ServedChain> made = conf.ready();

    conf.refresh();

    assertThat(conf.ready()).isPresent().isEqualTo(made);
  }

  @Test
  void refresh_whileItIsBeingMade_isLeftToWhoMakesIt() {
    conf.make();
    filters.set(FilterSet.of(stays, after));

    conf.refresh();
    assertThat(stays.made()).isEmpty();
    runTasks();

    assertThat(filterOfToday()).isSameAs(after);
    assertThat(stays.made()).containsExactly("1");
  }

  @Test
  void refresh_afterTheEnd_makesNothing() {
    make();
    conf.release();
    filters.set(FilterSet.of(new CloseableConfs(), after));

    conf.refresh();
    runTasks();

    assertThat(conf.ready()).isEmpty();
    assertThat(stays.closed()).containsExactly("1");
  }

  @Test
  void make_filtersReplacedMeanwhile_isMadeAgain() {
    FilterSet old = filters.getAndSet(FilterSet.of(stays, after));
    early.add(old);

    make();

    assertThat(filterOfToday()).isSameAs(after);
  }

  @Test
  void use_chainOfFiltersThatAreReplaced_isRefused() {
    make();
    ServedChain made = conf.ready().orElseThrow();
    HeldConf held = new HeldConf(conf);
    filters.set(FilterSet.of(stays, after));

    assertThat(held.use(made)).isFalse();
  }

  @Test
  void whenReady_otherFiltersReplaced_isTheChainAsItWasAndHasItMadeAgain() {
    make();
    ServedChain made = conf.ready().orElseThrow();
    filters.set(FilterSet.of(stays, before));
    HeldConf held = new HeldConf(conf);

    assertThat(given(held)).contains(made);

    assertThat(held.use(made)).isTrue();
    assertThat(tasks).hasSize(1);
    runTasks();
    assertThat(conf.ready()).as("nothing holds the old set").get().isNotSameAs(made);
    assertThat(stays.made()).containsExactly("1");
  }

  @Test
  void whenReady_aFilterOfItReplaced_waits() {
    assertWaitsFor(FilterSet.of(stays, after));
  }

  @Test
  void whenReady_aFilterOfItRemoved_waits() {
    assertWaitsFor(FilterSet.of(stays));
  }

  @Test
  void whenReady_aFilterOfItLoaded_waits() {
    filters.set(FilterSet.of(stays));
    assertWaitsFor(FilterSet.of(stays, after));
    assertThat(log.messages()).singleElement().asString().contains("a: not loaded");
  }

  private void assertWaitsFor(FilterSet now) {
    make();
    ServedChain made = conf.ready().orElseThrow();
    filters.set(now);
    HeldConf held = new HeldConf(conf);

    assertThat(given(held)).isEmpty();

    assertThat(held.use(made)).isFalse();
    assertThat(tasks).hasSize(1);
  }

  /** What a call is given at once. */
  private static Optional<ServedChain> given(HeldConf held) {
    AtomicReference<@Nullable ServedChain> given = new AtomicReference<>();
    held.whenReady(new Share(1), Runnable::run, (made, failure) -> given.set(made));
    return Optional.ofNullable(given.get());
  }

  @Test
  void make_whileItIsBeingMade_isTheSameForAll() {
    assertThat(conf.make()).isNotNull().isSameAs(conf.make());
  }

  private FilterSet filters() {
    return requireNonNull(early.isEmpty() ? filters.get() : early.remove(), "filters");
  }

  private void make() {
    conf.make();
    runTasks();
  }

  private Filter<?> filterOfToday() {
    return ((Link.Usable) conf.ready().orElseThrow().chain().links().get(1)).filter();
  }

  private void runTasks() {
    while (!tasks.isEmpty()) {
      tasks.poll().run();
    }
  }
}
