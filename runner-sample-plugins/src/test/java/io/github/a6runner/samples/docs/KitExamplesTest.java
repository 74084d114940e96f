/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.samples.AuthFilter;
import io.github.a6runner.samples.RequestTransform;
import io.github.a6runner.samples.ResponseRewrite;
import io.github.a6runner.testkit.CallFailure;
import io.github.a6runner.testkit.ClientResponse;
import io.github.a6runner.testkit.FilterStep;
import io.github.a6runner.testkit.FilterTester;
import io.github.a6runner.testkit.RequestOutcome;
import io.github.a6runner.testkit.ResponseOutcome;
import io.github.a6runner.testkit.UpstreamRequest;
import org.junit.jupiter.api.Test;

/** The examples in the javadoc of the test kit hold. */
class KitExamplesTest {

  @Test
  void clientResponse_ofAStop_isWhatTheFilterSaid() {
    try (FilterTester tester = FilterTester.of(new Say())) {
      ClientResponse client = tester.request(r -> r.conf("{\"body\": \"hi\"}")).stop();
      assertThat(client.status()).isEqualTo(200);
      assertThat(client.header("X-Resp-A6-Runner")).contains("Java");
      assertThat(client.body().text()).isEqualTo("hi");

      RequestOutcome outcome = tester.request(r -> r.conf("{\"body\": \"hi\"}"));
      assertThat(outcome).stops().hasHeader("X-Resp-A6-Runner", "Java").hasBody("hi");
    }
  }

  @Test
  void upstreamRequest_changedByAFilter_isWhatItMadeOfIt() {
    try (FilterTester tester = FilterTester.of(new RequestTransform())) {
      UpstreamRequest upstream = tester.request(r -> r.conf("{\"path\": \"/new\"}")).upstream();
      assertThat(upstream.method()).isEqualTo("GET");
      assertThat(upstream.path()).isEqualTo("/new");
      assertThat(upstream.header("X-A")).isEmpty();

      RequestOutcome outcome = tester.request(r -> r.conf("{\"path\": \"/new\"}").arg("n", "1"));
      assertThat(outcome).proceeds().hasPath("/new").hasArg("n", "1").hasNoHeader("X-A");
    }
  }

  @Test
  void step_ofAFilter_saysWhatItDid() {
    try (FilterTester tester = FilterTester.of(new RequestTransform())) {
      RequestOutcome outcome = tester.request(r -> r.conf("{\"path\": \"/new\"}").path("/old"));
      FilterStep step = outcome.steps().get(0);
      assertThat(step.filter()).isEqualTo("request-transform");
      assertThat(step.changes()).containsExactly("path: /old -> /new");
      assertThat(step.stop()).isEmpty();
    }
  }

  @Test
  void failure_ofAConf_isItsRefusal() {
    try (FilterTester tester = FilterTester.of(new AuthFilter())) {
      CallFailure failure = tester.request(r -> r.conf("{\"token_required\": 1}")).failure();
      assertThat(failure.cause()).containsInstanceOf(InvalidConfException.class);
      assertThat(failure.overdue()).isFalse();
    }
  }

  @Test
  void call_ofEitherPhase_hasWhatTheTestSays() {
    try (FilterTester tester = FilterTester.of(new RequestTransform(), new ResponseRewrite())) {
      RequestOutcome request =
          tester.request(r -> r.conf("request-transform", "{}").header("Cookie", "a=1"));
      ResponseOutcome response =
          tester.response(r -> r.conf("response-rewrite", "{\"status\": 404}").body("oops"));

      assertThat(request).proceeds().hasHeader("Cookie", "a=1");
      assertThat(response).ran("response-rewrite").proceeds().hasStatus(404).hasBody("oops");
    }
  }
}
