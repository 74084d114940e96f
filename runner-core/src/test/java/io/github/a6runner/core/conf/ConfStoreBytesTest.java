/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.Calls;
import io.github.a6runner.core.CloseableConfs;
import io.github.a6runner.core.TestClock;
import io.github.a6runner.core.TestLog;
import io.github.a6runner.core.count.Share;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.protocol.Until;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What confs weigh together is bounded, whatever each of them weighs. */
class ConfStoreBytesTest {
  private static final Duration APISIX_KEEPS = Duration.ofSeconds(1000);
  private static final int MAX_BYTES = 10_000;
  private static final int FILTER = 1024;

  /** Two of these and not three find room. */
  private static final String LARGE = "x".repeat(1500);

  private static final String TOO_LARGE = "y".repeat(5000);

  @RegisterExtension final TestLog log = new TestLog();

  private final TestClock clock = new TestClock();
  private final CloseableConfs filter = new CloseableConfs();
  private final FilterSet filters = FilterSet.of(filter);
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final ConfStore store = store(Runnable::run);

  private ConfStore store(Executor executor) {
    return store(executor, clock);
  }

  private ConfStore store(Executor executor, LongSupplier nanoTime) {
    Configurer configurer = Configurers.of(() -> filters, executor, nanoTime);
    ConfStore.Bounds bounds = new ConfStore.Bounds(APISIX_KEEPS, MAX_BYTES);
    return new ConfStore(configurer, bounds, 7);
  }

  private long prepare(String key, String text) {
    clock.advance(Duration.ofSeconds(1));
    return store.prepare(Calls.conf(key, "closeable", text));
  }

  private boolean isKnown(long token) {
    Optional<HeldConf> found = store.find(token);
    found.ifPresent(HeldConf::release);
    return found.isPresent();
  }

  /**
   * What the documentation says of the default, with the longest key that APISIX makes of an id.
   */
  @Test
  void bytes_ofAUsualConf_leaveRoomForTensOfThousands() {
    prepare(
        "route#00000000001234567890#ext-plugin-pre-req#1700000000", "{\"body\":\"hello, world\"}");

    long room = RunnerConfig.builder().listen(Path.of("/x")).build().maxConfBytes();
    assertThat(room / store.bytes()).isGreaterThan(80_000);
  }

  @Test
  void bytes_areTheTextTwiceAndAShareForEachFilter() {
    prepare("k", "123");
    assertThat(store.bytes()).isEqualTo(2 * ("k" + "closeable" + "123").length() + FILTER);
    store.prepare(Calls.conf("l"));
    store.prepare(Calls.conf("m", "f", "1", "g", "2"));

    assertThat(store.bytes()).isEqualTo(2 * (13 + 1 + 5) + FILTER + FILTER + 2 * FILTER);
  }

  @Test
  void bytes_ofAConfPreparedAgain_countOnce() {
    prepare("k", LARGE);
    prepare("k", LARGE);
    assertThat(store.bytes()).isLessThan(2 * 1500 + 2 * FILTER);
    assertThat(store.size()).isEqualTo(1);
  }

  @Test
  void bytes_ofConfsThatAreGone_areGivenBack() {
    prepare("a", LARGE);
    clock.advance(APISIX_KEEPS.multipliedBy(2));
    assertThat(store.size()).isZero();
    assertThat(store.bytes()).isZero();
    prepare("b", LARGE);

    store.close();

    assertThat(store.bytes()).isZero();
  }

  @Test
  void prepare_moreBytesThanTheBound_dropsThoseLongestNotUsedAndSaysSo() {
    long first = prepare("a", LARGE);
    long second = prepare("b", LARGE);
    assertThat(isKnown(first)).isTrue();

    long third = prepare("c", LARGE);

    assertThat(isKnown(second)).isFalse();
    assertThat(isKnown(first)).isTrue();
    assertThat(isKnown(third)).isTrue();
    assertThat(filter.closed()).hasSize(1);
    assertThat(log.messages()).singleElement().asString().contains(": 1 dropped", "max-conf-bytes");
  }

  @Test
  void prepare_oneThatNeedsTheRoomOfSeveral_dropsAsManyAsItTakes() {
    for (int i = 0; i < 6; i++) {
      prepare("k" + i, "" + i);
    }
    prepare("large", "x".repeat(3000));

    assertThat(filter.closed()).containsExactly("0", "1", "2", "3");
    assertThat(store.bytes()).isBetween(7000L, (long) MAX_BYTES);
  }

  @Test
  void prepare_manyOfAnySize_neverWeighMore() {
    for (int i = 0; i < 500; i++) {
      prepare("k" + i, "x".repeat(i * 37 % 4400));
      assertThat(store.bytes()).isLessThanOrEqualTo(MAX_BYTES);
    }
    store.close();
    assertThat(store.bytes()).isZero();
    assertThat(filter.closed()).hasSize(500);
  }

  @Test
  void prepare_oneThatFitsExactly_isKept() {
    String text = "z".repeat((MAX_BYTES - FILTER) / 2 - "k".length() - "closeable".length());
    assertThat(isKnown(prepare("k", text))).isTrue();
    assertThat(store.bytes()).isEqualTo(MAX_BYTES);
    assertThat(filter.made()).containsExactly(text);

    prepare("k", text + "z");
    assertThat(filter.made()).as("one byte more").hasSize(1);
  }

  @Test
  void prepare_tooLargeAlone_givesATokenThatIsNeverReadyAndLeavesTheOthers() {
    long other = prepare("other", LARGE);

    long token = prepare("route#7#v", TOO_LARGE);

    assertThat(failure(token)).hasMessageContaining("expected: at most the 10000 of max-conf-b");
    assertThat(store.find(token).flatMap(HeldConf::route)).contains("7");
    assertThat(isKnown(other)).isTrue();
    assertThat(filter.made()).containsExactly(LARGE);
    assertThat(filter.closed()).isEmpty();
    assertThat(store.bytes()).isLessThan(2 * 1600 + 2 * FILTER);
    assertThat(log.messages())
        .singleElement()
        .asString()
        .contains("route 7", "max-conf-bytes", "denied")
        .doesNotContain("yy");
  }

  @Test
  void prepare_tooLargeAgain_givesTheSameTokenAndTakesNoMoreRoom() {
    long token = prepare("route#7#v", TOO_LARGE);
    long bytes = store.bytes();

    assertThat(prepare("route#7#v", TOO_LARGE)).isEqualTo(token);

    assertThat(store.size()).isEqualTo(1);
    assertThat(store.bytes()).isEqualTo(bytes);
    assertThat(store.made()).isEqualTo(1);
    assertThat(store.known()).isEqualTo(1);
    assertThat(failure(token)).hasMessageContaining("expected: at most the 10000 of max-conf-b");
    assertThat(prepare("route#8#v", TOO_LARGE)).as("of another route").isNotEqualTo(token);
    assertThat(prepare("route#7#v", "small")).as("no longer too large").isNotEqualTo(token);
  }

  @Test
  void prepare_tooLargeAgainWhenItsTokenHasExpired_givesAnother() {
    long token = prepare("route#7#v", TOO_LARGE);
    clock.advance(APISIX_KEEPS.multipliedBy(2));

    assertThat(prepare("route#7#v", TOO_LARGE)).isNotEqualTo(token);

    assertThat(isKnown(token)).isFalse();
    assertThat(store.size()).isEqualTo(1);
    assertThat(store.bytes()).isEqualTo(FILTER);
  }

  @Test
  void refresh_ofOneTooLarge_makesNothing() {
    long token = prepare("k", TOO_LARGE);

    store.refresh();
    prepare("k", TOO_LARGE);

    assertThat(filter.made()).isEmpty();
    assertThat(failure(token)).isNotNull();
  }

  /** The clock is looked at in between, by the cache and by what looks for room. */
  @Test
  void prepare_thatFailsSomewhere_leavesNothing() {
    AtomicInteger looks = new AtomicInteger();
    ConfStore failing = store(Runnable::run, () -> readOrFail(looks));
    failing.prepare(conf(0));
    long bytesOfOne = failing.bytes();
    int at = 1;
    while (!isPrepared(failing, looks, at)) {
      assertThat(failing.identities()).as("failed at look %d", at).isEqualTo((int) failing.size());
      assertThat(failing.bytes()).isEqualTo(failing.size() * bytesOfOne);
      at++;
    }
    assertThat(at).isGreaterThan(2);
    assertThat(failing.size()).isEqualTo(2);
  }

  private static PrepareConf conf(int number) {
    return Calls.conf("k%03d".formatted(number), "closeable", LARGE);
  }

  private static boolean isPrepared(ConfStore store, AtomicInteger looks, int failsAt) {
    looks.set(failsAt);
    try {
      store.prepare(conf(failsAt));
      return true;
    } catch (StackOverflowError e) {
      return false;
    } finally {
      looks.set(0);
    }
  }

  private long readOrFail(AtomicInteger looks) {
    if (looks.getAndDecrement() == 1) {
      throw new StackOverflowError("expected by the test");
    }
    return clock.getAsLong();
  }

  private @Nullable Throwable failure(long token) {
    HeldConf conf = store.find(token).orElseThrow();
    CompletableFuture<@Nullable Throwable> failure = new CompletableFuture<>();
    conf.whenReady(new Share(1), Runnable::run, (made, why) -> failure.complete(why));
    conf.release();
    return failure.getNow(null);
  }

  /** A thread may be slow to come to it, and thousands of others may have been dropped by then. */
  private static long left(List<WeakReference<List<TextEntry>>> texts) {
    return texts.stream().filter(text -> text.get() != null).count();
  }

  @Test
  void drop_ofOneThatWaitsForAThread_letsGoOfItsTextAtOnceAndMakesNothing() {
    ConfStore waiting = store(tasks::add);
    List<WeakReference<List<TextEntry>>> texts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      texts.add(prepared(waiting, "k" + i));
    }

    Until.collected("all but two texts", () -> left(texts) <= 2);
    assertThat(left(texts)).isEqualTo(2);
    tasks.forEach(Runnable::run);
    assertThat(filter.made()).hasSize(2);
  }

  private static WeakReference<List<TextEntry>> prepared(ConfStore store, String key) {
    PrepareConf conf = Calls.conf(key, "closeable", LARGE);
    store.prepare(conf);
    return new WeakReference<>(conf.conf());
  }
}
