/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.core.Calls;
import io.github.a6runner.core.CloseableConfs;
import io.github.a6runner.core.TestClock;
import io.github.a6runner.core.TestLog;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.protocol.Until;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A conf outlives APISIX's token and is closed after its last call. */
class ConfStoreLifeTest {

  private static final Duration APISIX_KEEPS = Duration.ofSeconds(1000);
  private static final int A_FEW_CHARACTERS = 50;
  private static final Duration A_BIT_LESS = Duration.ofSeconds(1190);
  private static final Duration MORE = Duration.ofSeconds(1210);

  @RegisterExtension final TestLog log = new TestLog();

  private final TestClock clock = new TestClock();
  private final CloseableConfs filter = new CloseableConfs();
  private final FilterSet filters = FilterSet.of(filter);
  private final AtomicInteger tries = new AtomicInteger();

  /** A filter that is never configured. */
  private final class Failing implements Filter<String> {
    @Override
    public String name() {
      return "failing";
    }

    @Override
    public String configure(ConfSource source) {
      throw new IllegalStateException("try " + tries.incrementAndGet());
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.proceed();
    }
  }

  @Test
  void find_withinOnePointTwoTimesTheExpireTime_finds() {
    ConfStore store = store(100);
    long token = store.prepare(Calls.conf("k", "closeable", "1"));

    clock.advance(A_BIT_LESS);

    assertThat(isKnown(store, token)).isTrue();
  }

  @Test
  void find_laterThanThat_isUnknownAndTheConfIsClosed() {
    ConfStore store = store(100);
    long token = store.prepare(Calls.conf("k", "closeable", "1"));

    clock.advance(MORE);

    assertThat(isKnown(store, token)).isFalse();
    assertThat(store.size()).isZero();
    assertThat(filter.closed()).containsExactly("1");
  }

  @Test
  void find_renewsTheConf() {
    ConfStore store = store(100);
    long token = store.prepare(Calls.conf("k", "closeable", "1"));

    for (int i = 0; i < 3; i++) {
      clock.advance(A_BIT_LESS);
      assertThat(isKnown(store, token)).isTrue();
    }
    assertThat(filter.made()).containsExactly("1");
  }

  @Test
  void prepare_again_renewsTheConf() {
    ConfStore store = store(100);
    long token = store.prepare(Calls.conf("k", "closeable", "1"));

    clock.advance(A_BIT_LESS);
    assertThat(store.prepare(Calls.conf("k", "closeable", "1"))).isEqualTo(token);
    clock.advance(A_BIT_LESS);

    assertThat(isKnown(store, token)).isTrue();
  }

  @Test
  void prepare_afterTheConfIsGone_givesANewTokenAndMakesItAnew() {
    ConfStore store = store(100);
    long token = store.prepare(Calls.conf("k", "closeable", "1"));
    clock.advance(MORE);

    long again = store.prepare(Calls.conf("k", "closeable", "1"));

    assertThat(again).isNotEqualTo(token);
    assertThat(isKnown(store, again)).isTrue();
    assertThat(filter.made()).containsExactly("1", "1");
    assertThat(store.prepare(Calls.conf("k", "closeable", "1"))).isEqualTo(again);
  }

  /** Both have expired, and while the first is forgotten the second is prepared again. */
  @Test
  void prepare_whileTheConfBeforeItIsBeingForgotten_isKnownFromThenOn() {
    AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    ConfStore store = store(meanwhile);
    store.prepare(Calls.conf("older", "closeable", "1"));
    clock.advance(Duration.ofSeconds(1));
    store.prepare(Calls.conf("k", "closeable", "2"));
    clock.advance(MORE);
    List<Long> tokens = new ArrayList<>();

    meanwhile.set(() -> tokens.add(store.prepare(Calls.conf("k", "closeable", "2"))));
    assertThat(store.size()).isEqualTo(1);

    assertThat(tokens).containsExactly(store.prepare(Calls.conf("k", "closeable", "2")));
    assertThat(filter.closed()).containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void expiry_leavesNothingOfTheConf() {
    ConfStore store = store(100);
    WeakReference<List<TextEntry>> entries = prepared(store);

    clock.advance(MORE);
    assertThat(store.size()).isZero();

    Until.collected("the entries", entries);
  }

  private static WeakReference<List<TextEntry>> prepared(ConfStore store) {
    PrepareConf conf = Calls.conf("k", "closeable", "1");
    store.prepare(conf);
    return new WeakReference<>(conf.conf());
  }

  @Test
  void prepare_moreThanTheBound_keepsToItAndSaysSo() {
    ConfStore store = store(5);
    List<Long> tokens = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      tokens.add(store.prepare(Calls.conf("k" + i, "closeable", "" + i)));
    }

    assertThat(store.size()).isEqualTo(5);
    assertThat(tokens.stream().filter(token -> isKnown(store, token))).hasSize(5);
    assertThat(filter.closed()).hasSize(15).doesNotHaveDuplicates();
    assertThat(log.messages()).singleElement().asString().contains(": 1 dropped", "max-conf-bytes");
    clock.advance(Duration.ofSeconds(10));
    store.prepare(Calls.conf("one more", "closeable", ""));
    assertThat(log.messages()).hasSize(2).last().asString().contains(": 16 dropped");
    assertThat(store.dropped()).isEqualTo(16);
  }

  @Test
  void prepare_atTheBound_dropsTheOneLongestNotUsed() {
    ConfStore store = store(3);
    List<Long> tokens = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      tokens.add(store.prepare(Calls.conf("k" + i, "closeable", "" + i)));
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(isKnown(store, tokens.get(0))).isTrue();
    assertThat(store.prepare(Calls.conf("k1", "closeable", "1"))).isEqualTo(tokens.get(1));

    store.prepare(Calls.conf("k3", "closeable", "3"));

    assertThat(filter.closed()).containsExactly("2");
    assertThat(isKnown(store, tokens.get(2))).isFalse();
  }

  @Test
  void prepare_atTheBound_neverDropsTheNewOne() {
    ConfStore store = store(5);
    List<Long> tokens = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      tokens.add(store.prepare(Calls.conf("k" + i, "closeable", "" + i)));
    }
    for (int i = 0; i < 20; i++) {
      tokens.forEach(token -> isKnown(store, token)); // all but the new one are in frequent use
      long added = store.prepare(Calls.conf("new" + i, "closeable", ""));

      assertThat(isKnown(store, added)).as("number %d", i).isTrue();
    }
  }

  @Test
  void prepare_atTheBoundWhileACallRuns_closesTheDroppedOneAfterIt() {
    ConfStore store = store(1);
    HeldConf inUse = store.find(store.prepare(Calls.conf("k", "closeable", "1"))).orElseThrow();

    store.prepare(Calls.conf("new", "closeable", "2"));
    assertThat(filter.closed()).isEmpty();
    inUse.release();

    assertThat(filter.closed()).containsExactly("1");
  }

  @Test
  void expiry_whileACallRuns_closesAfterIt() {
    ConfStore store = store(100);
    HeldConf inUse = store.find(store.prepare(Calls.conf("k", "closeable", "1"))).orElseThrow();

    store.close();
    assertThat(filter.closed()).isEmpty();
    inUse.release();

    assertThat(filter.closed()).containsExactly("1");
  }

  @Test
  void refresh_filtersReplaced_makesAllConfsAnew() {
    AtomicReference<FilterSet> current = new AtomicReference<>(filters);
    ConfStore store = store(100, current::get);
    store.prepare(Calls.conf("a", "closeable", "1"));
    store.prepare(Calls.conf("b", "closeable", "2"));
    CloseableConfs replacement = new CloseableConfs();

    current.set(FilterSet.of(replacement));
    store.refresh();

    assertThat(replacement.made()).containsExactlyInAnyOrder("1", "2");
    assertThat(filter.closed()).containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void refresh_threadsThatHaveEnded_isLeftOut() {
    AtomicReference<Runnable> ended = new AtomicReference<>(() -> {});
    ConfStore store = store(ended);
    store.prepare(Calls.conf("a", "closeable", "1"));
    ended.set(
        () -> {
          throw new RejectedExecutionException("ended");
        });

    store.refresh();

    assertThat(filter.made()).containsExactly("1");
    assertThat(log.messages()).isEmpty();
  }

  @Test
  void prepare_confWhoseFilterHasFailed_triesAgainAtOnce() {
    FilterSet failing = FilterSet.of(new Failing());
    ConfStore store = store(100, () -> failing);
    store.prepare(Calls.conf("k", "failing", ""));

    store.prepare(Calls.conf("k", "failing", ""));

    assertThat(tries).hasValue(2);
  }

  @Test
  void close_closesAllConfsOnce() {
    ConfStore store = store(100);
    store.prepare(Calls.conf("a", "closeable", "1"));
    store.prepare(Calls.conf("b", "closeable", "2"));

    store.close();
    store.close();

    assertThat(filter.closed()).containsExactlyInAnyOrder("1", "2");
  }

  private static boolean isKnown(ConfStore store, long token) {
    return store
        .find(token)
        .map(
            conf -> {
              conf.release();
              return true;
            })
        .orElse(false);
  }

  /** One on whose threads something else is done first, once. */
  private ConfStore store(AtomicReference<Runnable> meanwhile) {
    Executor executor =
        task -> {
          meanwhile.getAndSet(() -> {}).run();
          task.run();
        };
    Configurer configurer = Configurers.of(() -> filters, executor, clock);
    return store(configurer, 100);
  }

  private ConfStore store(int smallConfs) {
    return store(smallConfs, () -> filters);
  }

  private ConfStore store(int smallConfs, Supplier<FilterSet> current) {
    Configurer configurer = Configurers.of(current, Runnable::run, clock);
    return store(configurer, smallConfs);
  }

  /** One that has room for so many confs with one filter and a few characters. */
  private ConfStore store(Configurer configurer, int smallConfs) {
    long room = smallConfs * (ConfStore.BYTES_OF_A_FILTER + A_FEW_CHARACTERS);
    ConfStore.Bounds bounds = new ConfStore.Bounds(APISIX_KEEPS, room);
    return new ConfStore(configurer, bounds, 7);
  }
}
