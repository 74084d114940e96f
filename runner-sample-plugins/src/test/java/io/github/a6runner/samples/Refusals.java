/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.testkit.CallFailure;

/** What the tests of refused configurations have in common. */
final class Refusals {
  private Refusals() {}

  /** The failure is a refusal that names a place and says what was expected there. */
  static void assertRefused(CallFailure failure, String place) {
    assertThat(failure.cause())
        .containsInstanceOf(InvalidConfException.class)
        .hasValueSatisfying(
            cause ->
                assertThat(cause)
                    .hasMessageStartingWith(place)
                    .hasMessageContaining("(expected: "));
  }
}
