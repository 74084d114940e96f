/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Variables;
import io.github.a6runner.testkit.FilterTester;
import io.github.a6runner.testkit.RequestOutcome;
import org.junit.jupiter.api.Test;

/** The filters of docs/migration.md do what they did before they moved. */
class MigrationTest {
  private static final String TOKENS = "{\"header\": \"X-Token\", \"users\": {\"t-1\": \"jo\"}}";
  private static final String TENANTS = "{\"argument\": \"tenant\"}";

  @Test
  void tokenCheck_knownToken_passesTheUserOn() {
    try (FilterTester tester = FilterTester.of(new TokenCheck())) {
      RequestOutcome outcome =
          tester.request(
              r -> r.conf(TOKENS).header("x-token", "t-1").variable(Variables.REMOTE_ADDR, "::1"));

      assertThat(outcome).proceeds().hasHeader("X-User", "jo").hasHeader("X-From", "::1");
    }
  }

  @Test
  void tokenCheck_unknownToken_stops() {
    try (FilterTester tester = FilterTester.of(new TokenCheck())) {
      RequestOutcome outcome = tester.request(r -> r.conf(TOKENS).header("x-token", "t-2"));

      assertThat(outcome).stops().hasStatus(401).hasBody("no such token\n");
    }
  }

  @Test
  void tokenCheck_responseThatFailed_keepsItsHeadersAndGetsOneMore() {
    try (FilterTester tester = FilterTester.of(new TokenCheck())) {
      var client =
          tester
              .response(r -> r.conf(TOKENS).status(502).header("Content-Type", "text/css"))
              .client();

      assertThat(client.header("X-Retry")).contains("later");
      assertThat(client.header("Content-Type")).contains("text/css");
    }
  }

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
}
