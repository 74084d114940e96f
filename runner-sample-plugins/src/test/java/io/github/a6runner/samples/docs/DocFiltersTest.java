/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Variables;
import io.github.a6runner.testkit.FilterTester;
import io.github.a6runner.testkit.RequestOutcome;
import io.github.a6runner.testkit.ResponseOutcome;
import org.junit.jupiter.api.Test;

/** The filters of the documentation do what it says. */
class DocFiltersTest {
  private static final String CONF = "{\"limit\": 1, \"onError\": \"deny\"}";
  private static final String KEY = "k-1";

  @Test
  void keyCheck_requestWithAKeyOfItsRoute_passes() {
    try (FilterTester tester = FilterTester.of(new KeyCheck())) {
      assertThat(tester.request(r -> r.conf(KEY).header("Key", "k-1"))).proceeds().isUnchanged();
    }
  }

  @Test
  void keyCheck_requestWithAnotherKeyOrNone_isStopped() {
    try (FilterTester tester = FilterTester.of(new KeyCheck())) {
      assertThat(tester.request(r -> r.conf(KEY).header("Key", "k"))).stops().hasStatus(401);
      assertThat(tester.request(r -> r.conf(KEY))).stops().hasStatus(401);
    }
  }

  @Test
  void keyCheck_routeWithoutAKey_letsNobodyThrough() {
    try (FilterTester tester = FilterTester.of(new KeyCheck())) {
      assertThat(tester.request(r -> r.conf(""))).stops().hasStatus(401);
      assertThat(tester.request(r -> r.conf("").header("Key", ""))).stops().hasStatus(401);
    }
  }

  @Test
  void say_withABody_answersWithIt() {
    try (FilterTester tester = FilterTester.of(new Say())) {
      RequestOutcome outcome = tester.request(r -> r.conf("{\"body\": \"hi\"}"));

      assertThat(outcome.stop().body().text()).isEqualTo("hi");
    }
  }

  @Test
  void tenants_consumerWithATenant_isMovedThere() {
    try (FilterTester tester = FilterTester.of(new Tenants())) {
      RequestOutcome outcome =
          tester.request(r -> r.conf(CONF).path("/x").variable(Variables.CONSUMER_NAME, "jo"));

      assertThat(outcome.upstream().path()).isEqualTo("/tenants/tenant-jo/x");
      assertThat(outcome.upstream().header("X-Tenant")).contains("tenant-jo");
    }
  }

  @Test
  void tenants_tenantThatIsNoName_isStopped() {
    try (FilterTester tester = FilterTester.of(new Tenants())) {
      RequestOutcome outcome =
          tester.request(r -> r.conf(CONF).variable(Variables.CONSUMER_NAME, "jo/../x"));

      assertThat(outcome).stops().hasStatus(400);
    }
  }

  @Test
  void tenants_nobody_isStopped() {
    try (FilterTester tester = FilterTester.of(new Tenants())) {
      RequestOutcome outcome = tester.request(r -> r.conf(CONF));

      assertThat(outcome.stop().status()).isEqualTo(403);
    }
  }

  @Test
  void tenants_hoursThatEndBeforeTheyBegin_areRefusedWithThePath() {
    try (FilterTester tester = FilterTester.of(new Tenants())) {
      String conf = "{\"limit\": 1, \"onError\": \"deny\", \"hours\": {\"from\": 9, \"to\": 8}}";
      RequestOutcome outcome = tester.request(r -> r.conf(conf));

      assertThat(outcome.failure().reason())
          .contains("$.hours: to: not after from (expected: a later hour)");
    }
  }

  @Test
  void tenants_failingUpstream_isHidden() {
    try (FilterTester tester = FilterTester.of(new Tenants())) {
      ResponseOutcome outcome =
          tester.response(r -> r.conf(CONF).status(500).body("java.lang.IllegalState"));

      assertThat(outcome.client().status()).isEqualTo(502);
      assertThat(outcome.client().body().text()).startsWith("something is wrong");
    }
  }

  @Test
  void lookup_variableThatIsNotSet_isUnauthorized() {
    try (FilterTester tester = FilterTester.of(new Lookup())) {
      RequestOutcome outcome = tester.request(r -> r.conf("{\"variable\": \"consumer_name\"}"));

      assertThat(outcome.stop().status()).isEqualTo(401);
    }
  }
}
