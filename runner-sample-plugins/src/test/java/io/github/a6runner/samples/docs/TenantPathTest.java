/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.testkit.FilterTester;
import io.github.a6runner.testkit.RequestOutcome;
import org.junit.jupiter.api.Test;

/** The example in the javadoc of filters that do not block. */
class TenantPathTest {
  private static final String TENANTS = "{\"argument\": \"tenant\"}";

  @Test
  void tenantPath_withATenant_movesTheRequest() {
    try (FilterTester tester = FilterTester.of(new TenantPath())) {
      RequestOutcome outcome =
          tester.request(r -> r.conf(TENANTS).path("/x").arg("tenant", "acme"));

      assertThat(outcome.upstream().path()).isEqualTo("/acme/x");
      assertThat(outcome.upstream().args()).isEmpty();
    }
  }

  @Test
  void tenantPath_withoutATenant_stops() {
    try (FilterTester tester = FilterTester.of(new TenantPath())) {
      assertThat(tester.request(r -> r.conf(TENANTS))).stops().hasStatus(400);
    }
  }

  @Test
  void tenantPath_withATenantThatIsNoName_stops() {
    try (FilterTester tester = FilterTester.of(new TenantPath())) {
      assertThat(tester.request(r -> r.conf(TENANTS).arg("tenant", "acme/../other")))
          .stops()
          .hasStatus(400);
    }
  }
}
