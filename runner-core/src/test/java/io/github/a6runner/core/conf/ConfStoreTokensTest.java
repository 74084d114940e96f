/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.Calls;
import io.github.a6runner.core.TestClock;
import io.github.a6runner.core.TestLog;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token means one conf and never another. */
class ConfStoreTokensTest {

  private static final long LARGEST = 0xFFFF_FFFFL;

  @RegisterExtension final TestLog log = new TestLog();

  @Test
  void prepare_sameKeyAndContents_givesTheSameToken() {
    ConfStore store = store(41);

    assertThat(store.prepare(Calls.conf("k", "f", "1"))).isEqualTo(42);
    assertThat(store.prepare(Calls.conf("k", "f", "1"))).isEqualTo(42);
    assertThat(store.size()).isEqualTo(1);
    assertThat(store.made()).isEqualTo(1);
    assertThat(store.known()).isEqualTo(1);
  }

  @Test
  void prepare_sameKeyWithOtherContents_givesAnotherToken() {
    ConfStore store = store(0);
    long first = store.prepare(Calls.conf("k", "f", "1"));

    assertThat(store.prepare(Calls.conf("k", "f", "2"))).isNotEqualTo(first);
    assertThat(store.prepare(Calls.conf("k", "f", "1", "g", ""))).isNotEqualTo(first);
    assertThat(entries(store, first)).isEqualTo(Calls.conf("k", "f", "1"));
  }

  @Test
  void prepare_otherKeyWithSameContents_givesAnotherToken() {
    ConfStore store = store(0);

    assertThat(store.prepare(Calls.conf("k", "f", "1")))
        .isNotEqualTo(store.prepare(Calls.conf("l", "f", "1")));
  }

  @Test
  void prepare_withoutAKey_alwaysGivesANewToken() {
    ConfStore store = store(0);
    PrepareConf conf = new PrepareConf(Optional.empty(), Calls.entries("f", "1"));

    assertThat(store.prepare(conf)).isNotEqualTo(store.prepare(conf));
    assertThat(store.size()).isEqualTo(2);
  }

  @Test
  void prepare_pastTheLargestToken_goesOnAtOneAndLeavesZeroOut() {
    ConfStore store = store(LARGEST - 1);

    assertThat(store.prepare(Calls.conf("a"))).isEqualTo(LARGEST);
    assertThat(store.prepare(Calls.conf("b"))).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MAX_VALUE, Long.MIN_VALUE, 0x1_0000_0000L})
  void prepare_anyStart_givesTokensThatFitTheirField(long start) {
    assertThat(store(start).prepare(Calls.conf("a"))).isBetween(1L, LARGEST);
  }

  @Test
  void nextToken_tokensInUse_areLeftOut() {
    Set<Long> inUse = Set.of(LARGEST, 1L, 2L, 4L);

    assertThat(ConfStore.nextToken(LARGEST - 1, inUse::contains)).isEqualTo(3);
    assertThat(ConfStore.nextToken(3, inUse::contains)).isEqualTo(5);
  }

  @Test
  void find_tokenOfAnotherStore_isUnknown() {
    ConfStore before = store(1_000_000);
    ConfStore after = store(3_000_000_000L);
    Set<Long> stale = new HashSet<>();
    for (int route = 0; route < 50; route++) {
      stale.add(before.prepare(Calls.conf("route-" + route, "f", "" + route)));
      after.prepare(Calls.conf("route-" + (49 - route), "f", "" + (49 - route)));
    }

    assertThat(stale).hasSize(50).allSatisfy(token -> assertThat(after.find(token)).isEmpty());
  }

  @Test
  void find_zeroOrNeverGiven_isUnknown() {
    ConfStore store = store(5);
    store.prepare(Calls.conf("a"));

    assertThat(store.find(0)).isEmpty();
    assertThat(store.find(7)).isEmpty();
  }

  private static PrepareConf entries(ConfStore store, long token) {
    HeldConf conf = store.find(token).orElseThrow();
    conf.release();
    return new PrepareConf(Optional.of("k"), List.copyOf(conf.entries()));
  }

  private static ConfStore store(long firstToken) {
    TestClock clock = new TestClock();
    FilterSet none = FilterSet.of();
    Configurer configurer = Configurers.of(() -> none, Runnable::run, clock);
    return new ConfStore(
        configurer, new ConfStore.Bounds(Duration.ofHours(1), Long.MAX_VALUE), firstToken);
  }
}
