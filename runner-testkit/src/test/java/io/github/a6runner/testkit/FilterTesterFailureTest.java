/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.api.AsyncFilter;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.RequestCall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class FilterTesterFailureTest {

  @Test
  void request_filterThrows_failsWithWhatItThrew() {
    IllegalStateException broken = new IllegalStateException("broken");
    try (FilterTester tester =
        FilterTester.of(
            TextFilter.onRequest(
                "f",
                (call, conf) -> {
                  throw broken;
                }))) {
      RequestOutcome outcome = tester.request(r -> {});
      assertThat(outcome.failed()).isTrue();
      assertThat(outcome.stopped()).isFalse();
      assertThat(outcome.proceeded()).isFalse();
      assertThat(outcome.failure().cause()).containsSame(broken);
      assertThat(outcome.failure().reason())
          .isEqualTo("filter f: java.lang.IllegalStateException: broken");
    }
  }

  @Test
  void request_oneCallFails_theNextDoesNot() {
    try (FilterTester tester =
        FilterTester.of(
            TextFilter.onRequest(
                "f",
                (call, conf) -> {
                  if (call.path().equals("/bad")) {
                    throw new IllegalStateException("bad");
                  }
                  return Decision.proceed();
                }))) {
      assertThat(tester.request(r -> r.path("/bad")).failed()).isTrue();
      assertThat(tester.request(r -> r.path("/good")).proceeded()).isTrue();
    }
  }

  @Test
  void request_confRefused_failsWithTheRefusal() {
    try (FilterTester tester = FilterTester.of(new Strict())) {
      RequestOutcome outcome = tester.request(r -> r.conf("{\"n\": \"x\"}"));
      assertThat(outcome.failure().cause())
          .containsInstanceOf(InvalidConfException.class)
          .hasValueSatisfying(cause -> assertThat(cause).hasMessageStartingWith("$.n: "));
      assertThat(tester.request(r -> r.conf("{\"n\": 1}")).proceeded()).isTrue();
    }
  }

  @Test
  void request_filterNotLoaded_failsWithItsName() {
    try (FilterTester tester = FilterTester.of(new Strict())) {
      RequestOutcome outcome = tester.request(r -> r.conf("lenient", "{}"));
      assertThat(outcome.failure().reason())
          .isEqualTo("filter lenient: not loaded (expected: one of strict)");
      assertThat(outcome.failure().cause()).isEmpty();
    }
  }

  @Test
  void request_stageFails_failsWithItsCause() {
    IllegalStateException broken = new IllegalStateException("broken");
    try (FilterTester tester = FilterTester.of(new Later(CompletableFuture.failedStage(broken)))) {
      assertThat(tester.request(r -> {}).failure().cause()).containsSame(broken);
    }
  }

  @Test
  void request_stageCompletesLater_isWaitedFor() {
    CompletableFuture<Decision> later = CompletableFuture.supplyAsync(() -> Decision.stop(418));
    try (FilterTester tester = FilterTester.of(new Later(later))) {
      assertThat(tester.request(r -> {}).stop().status()).isEqualTo(418);
    }
  }

  @Test
  void of_filterThatTheRunnerRefuses_isRefused() {
    assertThatThrownBy(() -> FilterTester.of(new Strict(), new Strict()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("filter strict");
    assertThatThrownBy(() -> FilterTester.of(new Mixed()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Mixed.class.getName());
  }

  private static final class Strict implements NonBlockingFilter<Strict.Conf> {
    record Conf(int n) {}

    @Override
    public String name() {
      return "strict";
    }

    @Override
    public Conf configure(ConfSource source) {
      return source.as(Conf.class);
    }

    @Override
    public Decision onRequest(RequestCall call, Conf conf) {
      return Decision.proceed();
    }
  }

  private static class Later implements AsyncFilter<String> {
    private final CompletionStage<Decision> decision;

    Later(CompletionStage<Decision> decision) {
      this.decision = decision;
    }

    @Override
    public String name() {
      return "later";
    }

    @Override
    public String configure(ConfSource source) {
      return source.text();
    }

    @Override
    public CompletionStage<Decision> onRequestAsync(RequestCall call, String conf) {
      return decision;
    }
  }

  /** Overrides a method that is never called for filters of its form. */
  private static final class Mixed extends Later {
    Mixed() {
      super(CompletableFuture.completedStage(Decision.proceed()));
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.proceed();
    }
  }
}
