/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.a6runner.api.InvalidConfException;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks small and would fill the memory is kept out, and nothing else. */
class ConfJsonTest {

  private record Decimal(BigDecimal x) {}

  @ParameterizedTest
  @ValueSource(strings = {"1e999", "-9.9e999", "1e-1000", "0e999999999", "0.5"})
  void bind_numberOfAThousandDigits_isBound(String number) {
    assertThat(bind(number)).isEqualByComparingTo(new BigDecimal(number));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e1000", "10e999", "1e-1001", "-1e1000", "1e2147483647"})
  void bind_numberOfMoreDigits_isRefused(String number) {
    assertThatExceptionOfType(InvalidConfException.class)
        .isThrownBy(() -> bind(number))
        .withMessage(
            "$.x: a number with too many digits (expected: at most 1000 without an exponent)");
  }

  private static BigDecimal bind(String number) {
    return new JsonConfSource("{\"x\":" + number + "}").as(Decimal.class).x();
  }
}
