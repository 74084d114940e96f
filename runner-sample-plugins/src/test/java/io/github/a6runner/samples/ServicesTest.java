/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Filter;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ServicesTest {

  @Test
  void jar_offersEveryFilterUnderItsName() {
    assertThat(ServiceLoader.load(Filter.class))
        .extracting(filter -> ((Filter<?>) filter).name())
        .containsExactlyInAnyOrder(
            "say",
            "fault-injection",
            "limit-req",
            "request-body-rewrite",
            "response-rewrite",
            "AuthFilter",
            "RateLimiter",
            "auth-check",
            "request-transform",
            "response-logger",
            "http-callout");
  }
}
