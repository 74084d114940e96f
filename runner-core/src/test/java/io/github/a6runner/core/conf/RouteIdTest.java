/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteIdTest {

  @ParameterizedTest
  @CsvSource({
    "route#7#ext-plugin-pre-req#12, 7",
    "route&service#7&2#ext-plugin-post-req#12, 7",
    "route&service&consumer#r.1-x&2&jack#ext-plugin-post-resp#12, r.1-x",
  })
  void ofKey_ofARoute_isItsId(String key, String route) {
    assertThat(RouteId.ofKey(key)).hasValue(route);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "route", "route#7", "route##x", "global_rule#7#x", "key-1"})
  void ofKey_ofAnythingElse_isEmpty(String key) {
    assertThat(RouteId.ofKey(key)).isEmpty();
  }
}
