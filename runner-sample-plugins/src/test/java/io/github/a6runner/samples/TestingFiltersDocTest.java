/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.AsyncFilter;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.testkit.FilterTester;
import io.github.a6runner.testkit.RequestOutcome;
import io.github.a6runner.testkit.ResponseOutcome;
import io.github.a6runner.testkit.RunningCall;
import io.github.a6runner.testkit.TestClock;
import io.github.a6runner.testkit.junit.RunnerExtension;
import io.github.a6runner.testkit.junit.WithRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The code of docs/testing-filters.md. */
class TestingFiltersDocTest {

  @Test
  void stopped() {
    try (FilterTester tester = FilterTester.of(new Say())) {
      RequestOutcome outcome = tester.request(r -> r.conf("{\"body\": \"hi\"}").path("/x"));
      assertThat(outcome).stops().hasStatus(200).hasBody("hi");
    }
  }

  @Test
  void proceeded() {
    try (FilterTester tester = FilterTester.of(new RequestTransform())) {
      RequestOutcome outcome = tester.request(r -> r.conf("{\"set_headers\": {\"X-A\": \"1\"}}"));
      assertThat(outcome).proceeds().hasHeader("X-A", "1").hasNoHeader("X-B");
    }
  }

  @Nested
  class SayTest {
    @AutoClose private final FilterTester tester = FilterTester.of(new Say());

    @Test
    void withoutABody_proceeds() {
      assertThat(tester.request(r -> {})).proceeds().isUnchanged();
    }
  }

  @Test
  void request() {
    try (FilterTester tester = FilterTester.of(new AuthCheck())) {
      RequestOutcome outcome =
          tester.request(
              r ->
                  r.method("POST")
                      .path("/orders")
                      .arg("dry-run")
                      .arg("n", "1")
                      .header("Authorization", "Basic x")
                      .variable("consumer_name", "jack")
                      .body("{\"item\": 7}"));
      assertThat(outcome).proceeds().hasPath("/orders").hasArg("n", "1");
    }
  }

  @Test
  void chain() {
    try (FilterTester tester = FilterTester.of(new AuthFilter(), new Say())) {
      RequestOutcome outcome =
          tester.request(
              r ->
                  r.conf("AuthFilter", "{\"token_required\": true, \"tokens\": [\"t\"]}")
                      .conf("say", "{}")
                      .conf("say", "{\"body\": \"second\"}")
                      .header("Authorization", "Bearer t"));
      assertThat(outcome).ran("AuthFilter", "say", "say").stops().hasBody("second");
    }
  }

  @Test
  void refused() {
    try (FilterTester tester = FilterTester.of(new AuthFilter())) {
      RequestOutcome outcome = tester.request(r -> r.conf("{\"token_required\": \"yes\"}"));
      assertThat(outcome).fails().refusesConf("$.token_required");
    }
  }

  @Test
  void response() {
    try (FilterTester tester = FilterTester.of(new ResponseRewrite())) {
      ResponseOutcome outcome =
          tester.response(r -> r.conf("{\"status\": 404}").status(500).body("oops"));
      assertThat(outcome).proceeds().hasStatus(404).hasBody("oops");
    }
  }

  @Test
  void async() {
    CompletableFuture<Decision> answer = new CompletableFuture<>();
    try (FilterTester tester = FilterTester.of(new Waiting(answer))) {
      RunningCall<RequestOutcome> call = tester.beginRequest(r -> {});
      answer.complete(Decision.stop(403));
      assertThat(call.outcome()).stops().hasStatus(403);
    }
  }

  @Test
  void overdue() {
    try (FilterTester tester = FilterTester.of(new Waiting(new CompletableFuture<>()))) {
      RunningCall<RequestOutcome> call = tester.beginRequest(r -> {});
      tester.clock().advance(Duration.ofSeconds(30));
      assertThat(call.outcome()).fails().isOverdue();
    }
  }

  @Test
  void sharedClock() {
    TestClock clock = new TestClock();
    try (FilterTester tester =
        FilterTester.builder().clock(clock).filter(new RateLimiter(clock)).start()) {
      String conf = "{\"requests_per_second\": 0.001}";
      assertThat(tester.request(r -> r.conf(conf))).proceeds();
      assertThat(tester.request(r -> r.conf(conf))).stops().hasStatus(429);
      clock.advance(Duration.ofSeconds(1000));
      assertThat(tester.request(r -> r.conf(conf))).proceeds();
    }
  }

  @Test
  void setUp() {
    try (FilterTester tester =
        FilterTester.builder()
            .filter(new Say())
            .deadline(Duration.ofSeconds(5))
            .settings(config -> config.maxCallsInFlight(10))
            .start()) {
      assertThat(tester.request(r -> {})).proceeds();
    }
  }

  @Nested
  class SayPluginTest {
    @RegisterExtension
    static final RunnerExtension runner = RunnerExtension.withPlugin(Path.of("target/classes"));

    @Test
    void says() {
      RequestOutcome outcome = runner.request(r -> r.conf("say", "{\"body\": \"hi\"}"));
      assertThat(outcome).stops().hasBody("hi");
    }
  }

  @Nested
  @WithRunner(filters = Say.class)
  class SayRunnerTest {
    @Test
    void says(FilterTester tester) {
      assertThat(tester.request(r -> r.conf("{\"body\": \"hi\"}"))).stops().hasBody("hi");
    }
  }

  /** Waits for a future that the test has. */
  private static final class Waiting implements AsyncFilter<String> {
    private final CompletionStage<Decision> answer;

    Waiting(CompletionStage<Decision> answer) {
      this.answer = answer;
    }

    @Override
    public String name() {
      return "waiting";
    }

    @Override
    public String configure(ConfSource source) {
      return source.text();
    }

    @Override
    public CompletionStage<Decision> onRequestAsync(RequestCall call, String conf) {
      return answer;
    }
  }
}
