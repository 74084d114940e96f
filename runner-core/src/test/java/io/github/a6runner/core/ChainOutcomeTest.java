/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.core.conf.ConfStore;
import io.github.a6runner.core.conf.ConfStores;
import io.github.a6runner.core.conf.Configurer;
import io.github.a6runner.core.conf.Configurers;
import io.github.a6runner.core.log.LogContext;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.setting.FailurePolicies;
import io.github.a6runner.core.setting.FailurePolicy;
import io.github.a6runner.core.setting.OnFailure;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.core.thread.Loops;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ExtraInfoQuery;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalIoHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How a chain goes on after each outcome of a filter, by the policy of that filter. Threads and
 * time are in the test's hand, so it takes no time.
 */
class ChainOutcomeTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final FailurePolicy SKIP = new FailurePolicy(OnFailure.SKIP, OnFailure.SKIP);
  private static final FailurePolicy ANSWER =
      new FailurePolicy(OnFailure.stop(418), OnFailure.stop(418));

  private static final RunnerMessage ANSWERED =
      new HttpReqReply(5, Calls.stop(418, "Not processed\n", "Content-Type", "text/plain"));

  @RegisterExtension final TestLog log = new TestLog();

  private final AtomicLong now = new AtomicLong();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<String> failures = new ArrayList<>();
  private final List<CompletableFuture<Decision>> stages = new ArrayList<>();
  private final FilterSet filters =
      FilterSet.of(
          Filters.quickRequest("fails", Needs.none(), ChainOutcomeTest::decide),
          Filters.quickRequest("skipped", Needs.none(), ChainOutcomeTest::decide),
          Filters.quickRequest("answered", Needs.none(), ChainOutcomeTest::decide),
          Filters.request("blocks", ChainOutcomeTest::decide),
          Filters.request("asks", Needs.variables("v"), ChainOutcomeTest::decide),
          Filters.asyncRequest("later", (call, conf) -> stage()),
          Filters.asyncRequest("later-skipped", (call, conf) -> stage()),
          Filters.response("of-responses", (call, conf) -> call.status(299)));
  private final RunnerConfig config =
      RunnerConfig.builder()
          .listen(Path.of("/x"))
          .callDeadline(DEADLINE)
          .failurePolicies(
              new FailurePolicies(
                  FailurePolicy.FAIL,
                  Map.of(
                      "skipped", SKIP,
                      "later-skipped", SKIP,
                      "unknown-skipped", SKIP,
                      "answered", ANSWER,
                      "unknown-answered", ANSWER)))
          .build();
  private final Connections connections = new Connections(10, 10);
  private final CallServices services =
      CallServices.of(
          config,
          tasks::add,
          now::get,
          new RunnerHooks(CallObserver.NONE, events(), LogContext.IN_MDC));
  private final Configurer configurer = Configurers.of(() -> filters, Runnable::run, now::get);
  private final ConfStore confs = ConfStores.of(configurer);
  private final Loops loops =
      new Loops(1, () -> new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory()));
  private final Watchdog watchdog =
      new Watchdog(connections, loops, services, configurer, Optional.empty());
  private final EmbeddedChannel channel =
      new EmbeddedChannel(new Connection(connections, confs, services));

  static List<Arguments> failuresOfAStage() {
    IOException cause = new IOException("no network");
    return List.of(
        Arguments.of(cause, "java.io.IOException"),
        Arguments.of(new CompletionException(cause), "java.io.IOException"),
        Arguments.of(new CompletionException("bare", null), CompletionException.class.getName()),
        Arguments.of(new ExecutionException(cause), ExecutionException.class.getName()),
        Arguments.of(new OfAPlugin(cause), OfAPlugin.class.getName()));
  }

  /** Has a meaning of its own, though it looks like a wrapping. */
  private static final class OfAPlugin extends CompletionException {
    private static final long serialVersionUID = 1;

    OfAPlugin(Throwable cause) {
      super("of a plugin", cause);
    }
  }

  @AfterEach
  void close() {
    assertThat(channel.finishAndReleaseAll()).as("more than one reply").isFalse();
    filters.close();
  }

  @ParameterizedTest
  @CsvSource({"throw", "null"})
  void failure_ofAFilterThatMayBeSkipped_goesOnWithoutWhatItChanged(String how) {
    call("fails", "a", "skipped", how, "fails", "b");

    assertThat(reply()).isEqualTo(path("ab"));
    assertThat(failures).containsExactly("skipped REQUEST FILTER_FAILED");
  }

  @ParameterizedTest
  @CsvSource({"throw", "null"})
  void failure_ofAFilterThatMayNot_deniesAndEndsTheChain(String how) {
    call("fails", how, "fails", "stop");
    assertThat(reply()).isEqualTo(TestClient.UNAVAILABLE);

    call("answered", how, "fails", "stop");
    assertThat(reply()).isEqualTo(ANSWERED);
  }

  @Test
  void nullDecision_isAFailureThatIsSaid() {
    call("fails", "null");

    assertThat(reply()).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(log.thrown()).containsExactly("java.lang.IllegalStateException");
    assertThat(log.messages()).singleElement().asString().contains("filter fails failed call 5");
  }

  @Test
  void stop_ofAFilter_isTheAnswerAndNoFailure() {
    call("fails", "a", "fails", "stop", "fails", "throw");

    assertThat(reply()).isEqualTo(new HttpReqReply(5, Calls.stop(204, "")));
    assertThat(failures).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("failuresOfAStage")
  void failure_ofAStage_isTheOneThatTheFilterMade(Throwable failure, String said) {
    call("later", "");
    stages.get(0).completeExceptionally(failure);
    channel.runPendingTasks();

    assertThat(reply()).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(log.thrown()).containsExactly(said);
  }

  @Test
  void decision_ofAStage_goesOnOrStops() {
    call("later", "", "fails", "a");
    stages.get(0).complete(Decision.proceed());
    channel.runPendingTasks();
    assertThat(reply()).isEqualTo(path("a"));

    call("later", "", "fails", "a");
    stages.get(1).complete(Decision.stop(204));
    channel.runPendingTasks();
    assertThat(reply()).isEqualTo(new HttpReqReply(5, Calls.stop(204, "")));
  }

  @ParameterizedTest
  @CsvSource({
    "skipped, goes on",
    "fails, is denied",
    "answered, is answered",
    "unknown-skipped, goes on",
    "of-responses, goes on"
  })
  void deadline_inAFilterThatMayBeSkipped_isDecidedByThoseBehindIt(String behind, String then) {
    call("fails", "a", "later-skipped", "", "skipped", "b", behind, "c");

    late();

    assertThat(ending(reply())).isEqualTo(then);
    assertThat(log.messages())
        .filteredOn(line -> line.startsWith("filter later-skipped did not decide on call 5"))
        .singleElement()
        .asString()
        .contains("in time; the call " + then);
  }

  @Test
  void deadline_inAFilterThatMayNotBeSkipped_isDecidedByIt() {
    call("later", "", "answered", "b");

    late();

    assertThat(reply()).isEqualTo(TestClient.UNAVAILABLE);
  }

  @ParameterizedTest
  @CsvSource({"unknown, is denied", "unknown-answered, is answered", "unknown-skipped, goes on"})
  void unknownFilter_isDealtWithAsItsPolicySays(String filter, String then) {
    call("fails", "a", filter, "", "fails", "b");

    assertThat(ending(reply())).isEqualTo(then);
    assertThat(failures).containsExactly(filter + " REQUEST FILTER_UNUSABLE");
  }

  @Test
  void filterWithoutThePhase_isPassedOverAndThatIsSaidOnce() {
    for (int i = 0; i < 2; i++) {
      call("of-responses", "", "fails", "a");
      assertThat(reply()).isEqualTo(path("a"));
    }

    assertThat(log.messages())
        .singleElement()
        .asString()
        .contains("of-responses: does nothing in the request phase");
  }

  @ParameterizedTest
  @CsvSource({
    "blocks, 1",
    "blocks blocks, 1",
    "blocks blocks blocks, 1",
    "blocks fails, 1",
    "blocks fails blocks, 2",
    "blocks of-responses, 1",
    "blocks of-responses blocks, 2",
    "blocks unknown-skipped blocks, 2",
    "blocks asks, 2",
    "blocks asks blocks, 2"
  })
  void blockingFilters_behindEachOther_takeOneThread(String names, int threads) {
    String[] chain = names.split(" ");
    String[] conf = new String[2 * chain.length];
    for (int i = 0; i < chain.length; i++) {
      conf[2 * i] = chain[i];
      conf[2 * i + 1] = "x";
    }
    long token = confs.prepare(Calls.conf("k", conf));
    channel.writeInbound(Calls.request(5, token));

    assertThat(runTasks(names.contains("asks"))).isEqualTo(threads);

    long changes =
        List.of(chain).stream().filter(List.of("blocks", "fails", "asks")::contains).count();
    assertThat(reply()).isEqualTo(path("x".repeat((int) changes)));
  }

  private RunnerEvents events() {
    return new RunnerEvents() {
      @Override
      public void failure(Optional<String> filter, Phase phase, Cause cause) {
        failures.add(filter.orElse("none") + " " + phase + " " + cause);
      }
    };
  }

  private CompletionStage<Decision> stage() {
    CompletableFuture<Decision> stage = new CompletableFuture<>();
    stages.add(stage);
    return stage;
  }

  /** Leaves a trace, and then does as the conf says. */
  @SuppressWarnings("NullAway") // a filter may return what the types forbid
  private static Decision decide(RequestCall call, String conf) throws IOException {
    call.headers().set("X-Path", call.headers().first("X-Path").orElse("") + conf);
    return switch (conf) {
      case "throw" -> throw new IOException("no disk");
      case "null" -> null;
      case "stop" -> Decision.stop(204);
      default -> Decision.proceed();
    };
  }

  private void call(String... namesAndConfs) {
    long token = confs.prepare(Calls.conf("k", namesAndConfs));
    channel.writeInbound(Calls.request(5, token));
  }

  private void late() {
    now.addAndGet(DEADLINE.toNanos());
    watchdog.check(true);
    channel.runPendingTasks();
  }

  /** Runs what waits for a thread, and answers a question in between; how many threads it took. */
  private int runTasks(boolean asks) {
    int ran = 0;
    boolean asked = !asks;
    while (!tasks.isEmpty()) {
      tasks.remove().run();
      channel.runPendingTasks();
      ran++;
      if (!asked) {
        asked = true;
        assertThat(reply()).isInstanceOf(ExtraInfoQuery.class);
        channel.writeInbound(Calls.info("1"));
      }
    }
    return ran;
  }

  private static RunnerMessage path(String trace) {
    return new HttpReqReply(5, Calls.rewriteHeaders("X-Path", trace));
  }

  private static String ending(RunnerMessage reply) {
    if (reply.equals(TestClient.UNAVAILABLE)) {
      return "is denied";
    }
    return reply.equals(ANSWERED) ? "is answered" : "goes on";
  }

  private RunnerMessage reply() {
    return Calls.written(channel);
  }
}
