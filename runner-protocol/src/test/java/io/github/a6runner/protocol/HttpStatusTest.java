/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpStatusTest {

  @ParameterizedTest
  @CsvSource({"200, true", "204, false", "205, true", "304, false", "404, true", "0, true"})
  void hasBody_anyStatus_isFalseOnlyOfThoseWithoutContent(int status, boolean hasBody) {
    assertThat(HttpStatus.hasBody(status)).isEqualTo(hasBody);
  }
}
