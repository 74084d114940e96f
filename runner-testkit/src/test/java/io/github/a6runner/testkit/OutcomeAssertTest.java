/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.core.setting.FailurePolicies;
import io.github.a6runner.core.setting.FailurePolicy;
import io.github.a6runner.core.setting.OnFailure;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Assertions hold where they should, and nowhere else. */
class OutcomeAssertTest {
  @AutoClose
  private final FilterTester tester =
      FilterTester.of(
          TextFilter.onRequest("pass", (call, conf) -> Decision.proceed()),
          TextFilter.onRequest(
              "stop", (call, conf) -> Decision.stop(403).header("X-Why", conf).body("no entry")),
          TextFilter.onRequest(
              "note",
              (call, conf) -> {
                call.headers().set("X-Note", call.headers().first("X-Note").orElse("") + conf);
                return Decision.proceed();
              }),
          TextFilter.onRequest(
              "refuse",
              (call, conf) -> {
                throw new InvalidConfException("$.late: bad");
              }));

  @Test
  void stop_isHeldAgainstStatusHeadersAndBody() {
    RequestOutcome outcome = tester.request(r -> r.conf("stop", "w"));
    ClientResponseAssert stop = assertThat(outcome).stops();
    stop.hasStatus(403).hasHeader("x-why", "w").hasNoHeader("x-other").hasBody("no entry");
    stop.hasBodyContaining("entry");
    assertThatThrownBy(() -> stop.hasHeader("x-why", "v")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> stop.hasHeader("x-why")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> stop.hasNoHeader("x-why")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> stop.hasBody("no")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(stop::hasNoBody).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> stop.hasBodyContaining("x")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> assertThat(outcome).fails()).isInstanceOf(AssertionError.class);
  }

  @Test
  void upstream_isHeldAgainstTheWholeRequest() {
    RequestOutcome outcome =
        tester.request(r -> r.conf("pass", "").path("/p").arg("a", "1").arg("b").body("x"));
    UpstreamRequestAssert upstream = assertThat(outcome).proceeds();
    upstream.isUnchanged().hasPath("/p").hasArg("a", "1").hasArg("b").hasNoArg("c").hasBody("x");
    upstream.hasHeader("content-length", "1").hasNoHeader("x-note").setsResponseHeader("x-r");
    assertThatThrownBy(() -> upstream.hasPath("/")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> upstream.hasArg("a", "2")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> upstream.hasNoArg("b")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> upstream.hasBody("")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> upstream.setsResponseHeader("x-r", "1"))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void chain_withOneFilterTwice_runsItTwice() {
    RequestOutcome outcome =
        tester.request(r -> r.conf("note", "a").conf("pass", "").conf("note", "b"));
    assertThat(outcome).ran("note", "pass", "note").proceeds().hasHeader("X-Note", "ab");
    assertThat(outcome.steps()).extracting(FilterStep::conf).containsExactly("a", "", "b");
    assertThatThrownBy(() -> assertThat(outcome).ran("note")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> assertThat(outcome).proceeds().isUnchanged())
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void failure_isHeldAgainstReasonAndCause() {
    CallFailureAssert failure = assertThat(tester.request(r -> r.conf("refuse", ""))).fails();
    failure.hasReasonContaining("filter refuse").hasCause(RuntimeException.class);
    failure.refusesConf("$.late");
    assertThatThrownBy(() -> failure.refusesConf("$.early")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> failure.hasCause(Error.class)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> failure.hasReasonContaining("x y")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(failure::isOverdue).isInstanceOf(AssertionError.class);
  }

  @Test
  void filter_thatIsSkipped_failsNoCallAndIsShown() {
    FailurePolicies skip =
        new FailurePolicies(new FailurePolicy(OnFailure.SKIP, OnFailure.SKIP), Map.of());
    try (FilterTester skipping =
        FilterTester.builder()
            .filter(
                TextFilter.onRequest(
                    "broken",
                    (call, conf) -> {
                      throw new IllegalStateException("broken");
                    }))
            .settings(config -> config.failurePolicies(skip))
            .start()) {
      RequestOutcome outcome = skipping.request(r -> {});
      assertThat(outcome).proceeds().isUnchanged();
      assertThat(outcome.toString())
          .contains("problem: filter broken: java.lang.IllegalStateException: broken")
          .contains("      at io.github.a6runner.testkit.OutcomeAssertTest.")
          .doesNotContain("io.netty.");
    }
  }
}
