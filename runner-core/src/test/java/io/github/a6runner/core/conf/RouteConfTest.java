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
import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.core.Calls;
import io.github.a6runner.core.CloseableConfs;
import io.github.a6runner.core.TestClock;
import io.github.a6runner.core.TestLog;
import io.github.a6runner.core.count.Share;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.protocol.TextEntry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RouteConfTest {

  @RegisterExtension final TestLog log = new TestLog();

  private final TestClock clock = new TestClock();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final Moody moody = new Moody();
  private final CloseableConfs closeable = new CloseableConfs();
  private final FilterSet filters = FilterSet.of(moody, closeable);

  /** A filter that is configured as the test says. */
  private static final class Moody implements Filter<Object> {

    private @Nullable Throwable configureThrows;
    private @Nullable RuntimeException needsThrows;
    private boolean returnsNull;
    private Runnable meanwhile = () -> {};
    private int configured;
    private int closed;

    @Override
    public String name() {
      return "moody";
    }

    @Override
    @SuppressWarnings("NullAway") // a filter may return what the types forbid
    public Object configure(ConfSource source) throws Exception {
      configured++;
      meanwhile.run();
      if (configureThrows instanceof Error error) {
        throw error;
      }
      if (configureThrows instanceof Exception exception) {
        throw exception;
      }
      return returnsNull ? null : (AutoCloseable) () -> closed++;
    }

    @Override
    public Needs needs(Phase phase, Object conf) {
      if (needsThrows != null) {
        throw needsThrows;
      }
      return Needs.none();
    }

    @Override
    public Decision onRequest(RequestCall call, Object conf) {
      return Decision.proceed();
    }
  }

  @Test
  void make_goodConf_isConfiguredOnceForAll() {
    RouteConf conf = made("moody", "");

    conf.preparedAgain();
    runTasks();

    assertThat(link(conf)).isInstanceOf(Link.Usable.class);
    assertThat(moody.configured).isEqualTo(1);
  }

  @Test
  void ready_beforeItIsMade_isEmpty() {
    RouteConf conf = new RouteConf(Optional.empty(), Calls.entries("moody", ""), configurer());
    conf.make();

    assertThat(conf.ready()).isEmpty();
    runTasks();
    assertThat(conf.ready()).isPresent();
  }

  @Test
  void make_whenItIsDone_isReadyForWhoeverWaitedForIt() {
    RouteConf conf = new RouteConf(Optional.empty(), Calls.entries("moody", ""), configurer());
    List<Boolean> ready = new ArrayList<>();
    var unused = wanted(conf).thenRun(() -> ready.add(conf.ready().isPresent()));

    runTasks();

    assertThat(ready).containsExactly(true);
  }

  @Test
  void make_thatFailsWhenTheLastHasLeft_letsGoOfTheChainBefore() {
    AtomicReference<@Nullable FilterSet> current = new AtomicReference<>(filters);
    Supplier<FilterSet> orNone = () -> requireNonNull(current.get(), "filters");
    RouteConf conf =
        new RouteConf(
            Optional.empty(),
            Calls.entries("closeable", "c"),
            Configurers.of(orNone, tasks::add, clock));
    conf.make();
    runTasks();
    CompletableFuture<ServedChain> again = wanted(conf);
    conf.release();
    assertThat(closeable.closed()).isEmpty();

    current.set(null);
    runTasks();

    assertThat(closeable.closed()).containsExactly("c");
    assertThat(again).isCompletedExceptionally();
  }

  @Test
  void make_whileItIsBeingMade_doesNotMakeItTwice() {
    RouteConf conf = new RouteConf(Optional.empty(), Calls.entries("moody", ""), configurer());

    conf.make();
    conf.make();
    runTasks();

    assertThat(moody.configured).isEqualTo(1);
  }

  @Test
  void make_withoutAThread_mayBeTriedAgain() {
    Deque<Executor> threads =
        new ArrayDeque<>(List.of(RouteConfTest::refuse, RouteConfTest::findNoThread, tasks::add));
    Configurer configurer =
        Configurers.of(() -> filters, task -> threads.remove().execute(task), clock);
    RouteConf conf = new RouteConf(Optional.empty(), Calls.entries("moody", ""), configurer);
    assertThat(wanted(conf)).isCompletedExceptionally();
    assertThat(wanted(conf)).isCompletedExceptionally();

    conf.make();
    runTasks();

    assertThat(link(conf)).isInstanceOf(Link.Usable.class);
  }

  private static void refuse(Runnable task) {
    throw new RejectedExecutionException("no thread for " + task);
  }

  private static void findNoThread(Runnable task) {
    throw new OutOfMemoryError("unable to create native thread for " + task);
  }

  @Test
  void make_refusedConf_staysRefused() {
    moody.configureThrows = new InvalidConfException("body: 7 (expected: a string)");
    RouteConf conf = made("moody", "");

    clock.advance(Duration.ofDays(1));
    conf.preparedAgain();
    runTasks();

    assertThat(link(conf)).isInstanceOf(Link.Refused.class);
    assertThat(moody.configured).isEqualTo(1);
    assertThat(log.messages()).singleElement().asString().contains("moody", "body: 7");
    assertThat(log.thrown()).isEmpty();
  }

  @Test
  void make_unknownFilter_isRefusedWithTheNamesThatThereAre() {
    assertThat(link(made("nobody\n", ""))).isInstanceOf(Link.Refused.class);
    assertThat(log.messages())
        .singleElement()
        .asString()
        .contains("nobody?", "closeable, moody")
        .doesNotContain("\n");
  }

  @Test
  void make_otherFailure_isTriedAgainWithGrowingPauses() {
    moody.configureThrows = new IllegalStateException("no network");
    RouteConf conf = made("moody", "");

    for (int pause : new int[] {1, 2, 4, 8, 16, 32, 64, 64}) {
      int before = moody.configured;
      clock.advance(Duration.ofMillis(pause * 1000L - 500));
      assertThat(conf.ready()).as("before %s s", pause).isPresent();
      clock.advance(Duration.ofMillis(500));
      assertThat(conf.ready()).as("after %s s", pause).isEmpty();
      conf.make();
      runTasks();
      assertThat(moody.configured).isEqualTo(before + 1);
    }
  }

  @Test
  void ready_whileAFailureIsTriedAgain_isTheChainBefore() {
    moody.configureThrows = new IllegalStateException("no network");
    RouteConf conf = made("moody", "");
    Optional<ServedChain> before = conf.ready();
    clock.advance(Duration.ofSeconds(2));
    moody.meanwhile = () -> assertThat(conf.ready()).isPresent().isEqualTo(before);
    conf.make();
    assertThat(conf.ready()).as("no thread has begun").isPresent().isEqualTo(before);

    runTasks();

    assertThat(moody.configured).isEqualTo(2);
    assertThat(conf.ready()).isPresent().isNotEqualTo(before);
  }

  @Test
  void whenReady_ofTheCallThatHasAFailureTriedAgain_isTheChainBefore() {
    moody.configureThrows = new IllegalStateException("no network");
    RouteConf conf = made("moody", "");
    Optional<ServedChain> before = conf.ready();
    clock.advance(Duration.ofSeconds(2));
    moody.configureThrows = null;

    assertThat(given(conf)).isPresent().isEqualTo(before);

    assertThat(tasks).hasSize(1);
    runTasks();
    assertThat(given(conf)).isPresent().isNotEqualTo(before);
    assertThat(link(conf)).isInstanceOf(Link.Usable.class);
  }

  @Test
  void whenReady_otherFiltersReplacedWhileAFailureIsTriedAgain_isTheChainBefore() {
    AtomicReference<FilterSet> current = new AtomicReference<>(filters);
    FilterSet others = FilterSet.of(moody, new CloseableConfs());
    RouteConf conf =
        new RouteConf(
            Optional.empty(),
            Calls.entries("moody", ""),
            Configurers.of(() -> requireNonNull(current.get()), tasks::add, clock));
    moody.configureThrows = new IllegalStateException("no network");
    conf.make();
    runTasks();
    Optional<ServedChain> before = conf.ready();
    List<Optional<ServedChain>> given = new ArrayList<>();
    moody.meanwhile =
        () -> {
          current.set(others);
          given.add(given(conf));
        };
    conf.preparedAgain();

    runTasks();

    assertThat(given).startsWith(before).doesNotContain(Optional.empty());
  }

  @Test
  void ready_noThreadToTryAFailureAgain_isEmpty() {
    Deque<Executor> threads =
        new ArrayDeque<>(List.of(tasks::add, RouteConfTest::refuse, tasks::add));
    Configurer configurer =
        Configurers.of(() -> filters, task -> threads.remove().execute(task), clock);
    moody.configureThrows = new IllegalStateException("no network");
    RouteConf conf = new RouteConf(Optional.empty(), Calls.entries("moody", ""), configurer);
    conf.make();
    runTasks();
    clock.advance(Duration.ofSeconds(2));

    assertThat(wanted(conf)).isCompletedExceptionally();

    assertThat(conf.ready()).as("is to be tried again").isEmpty();
  }

  @Test
  void make_failureThatPassed_isUsableFromThenOn() {
    moody.configureThrows = new NoClassDefFoundError("x");
    RouteConf conf = made("moody", "");
    assertThat(link(conf)).isInstanceOf(Link.Failing.class);
    moody.configureThrows = null;

    clock.advance(Duration.ofSeconds(2));
    conf.make();
    runTasks();

    assertThat(link(conf)).isInstanceOf(Link.Usable.class);
    assertThat(log.messages()).singleElement().asString().contains("moody", "again in 1 s");
  }

  @Test
  void preparedAgain_afterAFailure_triesAtOnce() {
    moody.configureThrows = new IllegalStateException("no network");
    RouteConf conf = made("moody", "");
    moody.configureThrows = null;

    conf.preparedAgain();
    runTasks();

    assertThat(link(conf)).isInstanceOf(Link.Usable.class);
  }

  @Test
  void make_again_leavesTheGoodOnesAsTheyAre() {
    moody.configureThrows = new IllegalStateException("no network");
    RouteConf conf = made("closeable", "a", "moody", "");

    conf.preparedAgain();
    runTasks();

    assertThat(moody.configured).isEqualTo(2);
    assertThat(closeable.made()).containsExactly("a");
  }

  @Test
  void make_nullFromConfigure_isAFailure() {
    moody.returnsNull = true;

    assertThat(link(made("moody", ""))).isInstanceOf(Link.Failing.class);
  }

  @Test
  void make_needsThrows_isAFailure() {
    moody.needsThrows = new UnsupportedOperationException("needs");

    assertThat(link(made("moody", ""))).isInstanceOf(Link.Failing.class);
    assertThat(log.thrown()).containsExactly("java.lang.UnsupportedOperationException");
    assertThat(moody.closed).isEqualTo(1);
  }

  @Test
  void release_lastOne_closesOnceForGood() {
    RouteConf conf = made("closeable", "a", "closeable", "b");
    assertThat(conf.hold()).isTrue();

    conf.release();
    runTasks();
    assertThat(closeable.closed()).isEmpty();
    conf.release();
    runTasks();

    assertThat(closeable.closed()).containsExactly("a", "b");
    assertThat(conf.hold()).isFalse();
  }

  @Test
  void release_whileItIsBeingMade_closesWhenItIsThrough() {
    List<TextEntry> entries = Calls.entries("moody", "", "closeable", "a");
    RouteConf conf = new RouteConf(Optional.empty(), entries, configurer());
    moody.meanwhile = conf::release;
    conf.make();

    runTasks();

    assertThat(closeable.closed()).containsExactly("a");
    assertThat(moody.closed).isEqualTo(1);
  }

  @Test
  void release_beforeAThreadHasTimeToMakeIt_makesNothing() {
    RouteConf conf = new RouteConf(Optional.empty(), Calls.entries("closeable", "a"), configurer());
    CompletableFuture<ServedChain> made = wanted(conf);

    conf.release();
    runTasks();

    assertThat(closeable.made()).isEmpty();
    assertThat(made).isCompletedExceptionally();
    assertThat(conf.ready()).isEmpty();
  }

  @Test
  void make_breaksOffAtALaterEntry_letsGoOfThoseBefore() {
    Configurer.Failures broken =
        (filter, conf, why) -> {
          throw new IllegalStateException("told in vain of " + filter);
        };
    moody.configureThrows = new IllegalStateException("no network");
    RouteConf conf =
        new RouteConf(
            Optional.empty(),
            Calls.entries("closeable", "a", "moody", ""),
            new Configurer(() -> filters, tasks::add, clock, broken));
    CompletableFuture<ServedChain> made = wanted(conf);

    runTasks();

    assertThat(made).isCompletedExceptionally();
    assertThat(closeable.closed()).containsExactly("a");
  }

  @Test
  void release_whileAFailureIsTriedAgain_closesTheGoodOnesOnce() {
    moody.configureThrows = new IllegalStateException("no network");
    RouteConf conf = made("closeable", "a", "moody", "");
    conf.preparedAgain();

    conf.release();
    runTasks();

    assertThat(closeable.closed()).containsExactly("a");
  }

  @Test
  void release_whileItIsMadeAgain_leavesTheChainBeforeToWhoHoldsIt() {
    moody.configureThrows = new IllegalStateException("no network");
    RouteConf conf = made("closeable", "a", "moody", "");
    ServedChain before = conf.ready().orElseThrow();
    assertThat(before.hold()).isTrue();
    conf.preparedAgain();

    conf.release();
    runTasks();
    assertThat(closeable.closed()).isEmpty();
    before.release();
    runTasks();

    assertThat(closeable.closed()).containsExactly("a");
  }

  @Test
  void make_afterTheEnd_isRefused() {
    RouteConf conf = made("moody", "");
    conf.release();
    runTasks();

    assertThat(wanted(conf)).isCompletedExceptionally();

    assertThat(tasks).isEmpty();
  }

  @Test
  void make_afterTheEnd_makesNothing() {
    moody.configureThrows = new IllegalStateException("no network");
    RouteConf conf = made("closeable", "a", "moody", "");
    conf.release();
    runTasks();

    conf.preparedAgain();
    runTasks();

    assertThat(moody.configured).isEqualTo(1);
    assertThat(closeable.closed()).containsExactly("a");
  }

  private RouteConf made(String... namesAndConfs) {
    RouteConf conf = new RouteConf(Optional.empty(), Calls.entries(namesAndConfs), configurer());
    conf.make();
    runTasks();
    return conf;
  }

  /** What a call gets that waits for the chain. */
  private static CompletableFuture<ServedChain> wanted(RouteConf conf) {
    CompletableFuture<ServedChain> wanted = new CompletableFuture<>();
    var unused =
        conf.make()
            .await(
                new Share(1),
                (made, failure) -> {
                  if (made == null) {
                    wanted.completeExceptionally(requireNonNull(failure, "failure"));
                  } else {
                    wanted.complete(made);
                  }
                });
    return wanted;
  }

  /** What a call is given at once. */
  private static Optional<ServedChain> given(RouteConf conf) {
    AtomicReference<@Nullable ServedChain> given = new AtomicReference<>();
    new HeldConf(conf).whenReady(new Share(1), Runnable::run, (made, failure) -> given.set(made));
    return Optional.ofNullable(given.get());
  }

  private Link link(RouteConf conf) {
    return conf.ready().orElseThrow().chain().links().get(0);
  }

  private Configurer configurer() {
    return Configurers.of(() -> filters, tasks::add, clock);
  }

  private void runTasks() {
    while (!tasks.isEmpty()) {
      tasks.poll().run();
    }
  }
}
