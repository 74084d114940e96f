/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.core.TestLog;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.LoadedFilter;
import io.github.a6runner.protocol.Until;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A filter that hangs in configure takes no more than its places, and is named. */
class ConfigureTurnsTest {
  private static final long LIMIT = TimeUnit.SECONDS.toNanos(10);

  @RegisterExtension final TestLog log = new TestLog();

  private final AtomicLong now = new AtomicLong(5);
  private final ConfigureTurns turns = new ConfigureTurns(this::time);
  private final LoadedFilter a = loaded("a");
  private final LoadedFilter slow = loaded("slow");
  private final Deque<ConfigureTurns.Turn> open = new ArrayDeque<>();
  private int looksUntilOneEnds;

  /** A filter that says it is the same as any other of its name. */
  private record Named(String name) implements Filter<String> {
    @Override
    public String configure(ConfSource source) {
      return source.text();
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.proceed();
    }
  }

  @AfterEach
  void forgetTheInterrupt() {
    Thread.interrupted();
  }

  @Test
  void begin_allPlacesHeldForLong_isRefused() throws InterruptedException {
    takeAll();
    now.addAndGet(ConfigureTurns.PATIENCE_NANOS);

    assertThatIllegalStateException()
        .isThrownBy(() -> turns.begin(a))
        .withMessage("configure: already busy with 8 others (expected: that it returns)");
  }

  @Test
  void begin_allPlacesHeldForLong_doesNotWait() throws InterruptedException {
    takeAll();
    now.addAndGet(ConfigureTurns.PATIENCE_NANOS);
    Thread.currentThread().interrupt(); // a wait would end by it

    assertThatIllegalStateException().isThrownBy(() -> turns.begin(a));
  }

  @Test
  void begin_ofAnotherFilter_hasPlacesOfItsOwn() throws InterruptedException {
    takeAll();
    now.addAndGet(ConfigureTurns.PATIENCE_NANOS);

    turns.begin(loaded("b")).close();

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void begin_ofTheFilterThatTakesThePlaceOfAnother_hasPlacesOfItsOwn() throws InterruptedException {
    takeAll();
    now.addAndGet(ConfigureTurns.PATIENCE_NANOS);

    turns.begin(loaded("a")).close();

    assertThatIllegalStateException().as("the one before").isThrownBy(() -> turns.begin(a));
  }

  @Test
  void begin_afterThreeOfItsNameThatHang_isRefusedUntilOneReturns() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      takeAll(loaded("a"));
    }

    assertThatIllegalStateException()
        .isThrownBy(() -> turns.begin(loaded("a")))
        .withMessage("configure: already busy with 24 others (expected: that it returns)");
    turns.begin(loaded("b")).close();
    open.remove().close();
    open.add(turns.begin(loaded("a")));

    assertThat(open).hasSize(ConfigureTurns.MANY_OF_A_NAME);
  }

  @Test
  void begin_filterThatIsGone_isNotKeptForItsPlaces() throws InterruptedException {
    LoadedFilter[] gone = {loaded("gone")};
    turns.begin(gone[0]).close();
    WeakReference<LoadedFilter> seen = new WeakReference<>(gone[0]);

    gone[0] = a;

    Until.collected("the filter", seen);
  }

  @Test
  void begin_afterATurnHasEnded_hasItsPlace() throws InterruptedException {
    takeAll();
    open.remove().close();
    now.addAndGet(ConfigureTurns.PATIENCE_NANOS);

    open.add(turns.begin(a));

    assertThat(open).hasSize(ConfigureTurns.MOST_OF_A_FILTER);
  }

  @Test
  void begin_oneEndsJustBeforeThePatienceDoes_isLetIn() throws InterruptedException {
    takeAll();
    now.addAndGet(ConfigureTurns.PATIENCE_NANOS - 1);
    looksUntilOneEnds = 2;

    open.add(turns.begin(a));

    assertThat(open).hasSize(ConfigureTurns.MOST_OF_A_FILTER);
  }

  @Test
  void begin_patience_countsFromTheLastThatBegan() throws InterruptedException {
    open.add(turns.begin(a));
    now.addAndGet(ConfigureTurns.PATIENCE_NANOS);
    while (open.size() < ConfigureTurns.MOST_OF_A_FILTER) {
      open.add(turns.begin(a));
    }
    now.addAndGet(ConfigureTurns.PATIENCE_NANOS - 1);
    looksUntilOneEnds = 2;

    open.add(turns.begin(a));

    assertThat(open).hasSize(ConfigureTurns.MOST_OF_A_FILTER);
  }

  @Test
  void interruptOverdue_atTheLimit_interruptsOnceAndNamesTheFilter() throws InterruptedException {
    open.add(turns.begin(slow));
    now.addAndGet(LIMIT - 1);
    turns.interruptOverdue(LIMIT);
    assertThat(Thread.interrupted()).as("before the limit").isFalse();

    now.incrementAndGet();
    turns.interruptOverdue(LIMIT);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(log.messages()).hasSize(1);
    turns.interruptOverdue(LIMIT);
    assertThat(Thread.interrupted()).as("again").isFalse();

    assertThat(log.messages())
        .containsExactly(
            "filter slow: its configure has taken 10 s and is interrupted"
                + " (expected: a quick return)");
  }

  @Test
  void close_takesTheInterruptBack() throws InterruptedException {
    ConfigureTurns.Turn turn = turns.begin(slow);
    now.addAndGet(LIMIT);
    turns.interruptOverdue(LIMIT);

    turn.close();

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void interruptOverdue_afterTheTurn_interruptsNobody() throws InterruptedException {
    turns.begin(slow).close();
    now.addAndGet(LIMIT);

    turns.interruptOverdue(LIMIT);

    assertThat(Thread.interrupted()).isFalse();
    assertThat(log.messages()).isEmpty();
  }

  private static LoadedFilter loaded(String name) {
    return FilterSet.of(new Named(name)).find(name).orElseThrow();
  }

  private void takeAll() throws InterruptedException {
    takeAll(a);
  }

  private void takeAll(LoadedFilter filter) throws InterruptedException {
    for (int i = 0; i < ConfigureTurns.MOST_OF_A_FILTER; i++) {
      open.add(turns.begin(filter));
    }
  }

  /** The time; one turn ends on the way if the test has said so. */
  private long time() {
    if (looksUntilOneEnds > 0) {
      looksUntilOneEnds--;
      if (looksUntilOneEnds == 0) {
        open.remove().close();
      }
    }
    return now.get();
  }
}
