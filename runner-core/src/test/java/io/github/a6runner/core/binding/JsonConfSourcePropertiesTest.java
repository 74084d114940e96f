/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.api.Min;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a route holds, it is bound or refused, and nothing else. */
class JsonConfSourcePropertiesTest {
  private record Conf(
      Optional<String> a,
      Optional<Integer> b,
      Optional<BigInteger> c,
      @Min(0) Optional<Double> d,
      Optional<List<Long>> e,
      Optional<Map<String, Boolean>> f,
      Optional<Conf> g) {}

  @Property
  void as_piecesOfJsonInAnyOrder_areBoundOrRefused(@ForAll("pieces") String text) {
    assertBoundOrRefused(text);
  }

  @Property
  void as_anyValueInAnyField_isBoundOrRefused(
      @ForAll("fields") List<String> fields, @ForAll("values") String value) {
    assertBoundOrRefused(
        fields.stream()
            .map(field -> "\"" + field + "\":" + value)
            .collect(Collectors.joining(",", "{", "}")));
  }

  @Property
  void as_anyText_isBoundOrRefused(@ForAll String text) {
    assertBoundOrRefused(text);
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"a\"",
            "\"b\"",
            "\"e\"",
            "\"g\":{",
            "1",
            "-0.5",
            "1e9",
            "null",
            "true",
            " ",
            "\"",
            "\\",
            "1e999999999",
            "nul")
        .list()
        .ofMaxSize(20)
        .map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<List<String>> fields() {
    return Arbitraries.of("a", "b", "c", "d", "e", "f", "g", "h").list().ofMinSize(1).ofMaxSize(3);
  }

  @Provide
  Arbitrary<String> values() {
    Arbitrary<String> numbers = Arbitraries.bigDecimals().map(String::valueOf);
    Arbitrary<String> others =
        Arbitraries.of(
            "null",
            "\"x\"",
            "true",
            "[]",
            "[1]",
            "[null]",
            "{}",
            "{\"a\":\"\"}",
            "{\"x\":true}",
            "1e-999999999",
            "1E+2147483648",
            "9223372036854775808",
            "-1e-400");
    return Arbitraries.oneOf(numbers, others);
  }

  private static void assertBoundOrRefused(String text) {
    try {
      assertThat(new JsonConfSource(text).as(Conf.class)).isNotNull();
    } catch (InvalidConfException e) {
      assertThat(e).hasMessageMatching("(?s)\\$.*: .+ \\(expected: .+\\)");
    }
  }
}
