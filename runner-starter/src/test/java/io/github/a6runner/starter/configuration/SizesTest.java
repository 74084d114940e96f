/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {

  @ParameterizedTest
  @CsvSource({"1kB,1024", "10MB,10485760", "2GB,2147483648"})
  void parse_numberWithUnit_isThatManyBytes(String text, long bytes) {
    assertThat(Sizes.parse(text)).contains(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "0MB", "-1MB", "1.5MB", "10mb", "10 MB", "1TB"})
  void parse_anythingElse_isNone(String text) {
    assertThat(Sizes.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"512kB", "1025kB", "10MB", "1GB", "1500MB"})
  void format_whatWasParsed_isTheSameAgain(String text) {
    assertThat(Sizes.format(Sizes.parse(text).orElseThrow())).isEqualTo(text);
  }
}
