/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.a6runner.api.Default;
import io.github.a6runner.api.Field;
import io.github.a6runner.api.Max;
import io.github.a6runner.api.Min;
import io.github.a6runner.api.OneOf;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a plugin's author can get wrong in a record is seen whatever the configuration says. */
class TypeBindersTest {
  private record ThreadField(Optional<Thread> x) {}

  @SuppressWarnings("rawtypes")
  private record RawList(List x) {}

  private record Wildcard(List<? extends String> x) {}

  private record FloatField(float x) {}

  private record Twice(Optional<Optional<String>> x) {}

  private record NumberKeys(Map<Integer, String> x) {}

  private record Generic<T>(T x) {}

  private record Nested(Optional<Generic<String>> x) {}

  private record Deep(List<ThreadField> deep) {}

  private record MinOnText(@Min(1) String x) {}

  private record MaxOnList(@Max(1) List<Integer> x) {}

  private record EndlessMin(@Min(Double.NaN) int x) {}

  private record OneOfNumber(@OneOf("1") int x) {}

  private record OneOfFlag(@OneOf("true") Optional<Boolean> x) {}

  private record OneOfNothing(@OneOf({}) String x) {}

  private record BadDefault(@Default("a") int x) {}

  private record DefaultOutOfRange(@Default("11") @Max(10) int x) {}

  private record DefaultNotAllowed(@Default("c") @OneOf({"a", "b"}) String x) {}

  private record EndlessDefault(@Default("{}") EndlessDefault x) {}

  private record SameField(String y, @Field("y") String x) {}

  static List<Arguments> unfit() {
    return List.of(
        Arguments.of(ThreadField.class, "type java.lang.Thread"),
        Arguments.of(RawList.class, "type java.util.List"),
        Arguments.of(Wildcard.class, "type ? extends java.lang.String"),
        Arguments.of(FloatField.class, "type float"),
        Arguments.of(Twice.class, "type java.util.Optional<java.util.Optional"),
        Arguments.of(NumberKeys.class, "type java.util.Map<java.lang.Integer"),
        Arguments.of(Generic.class, "type T"),
        Arguments.of(Nested.class, "type " + Generic.class.getName().replace("$Generic", "")),
        Arguments.of(MinOnText.class, "@Min or @Max (expected: on a number"),
        Arguments.of(MaxOnList.class, "@Min or @Max (expected: on a number"),
        Arguments.of(EndlessMin.class, "@Min or @Max without end"),
        Arguments.of(OneOfNumber.class, "@OneOf (expected: on a String"),
        Arguments.of(OneOfFlag.class, "@OneOf (expected: on a String"),
        Arguments.of(OneOfNothing.class, "@OneOf without a text"),
        Arguments.of(BadDefault.class, "@Default does not fit (expected: a whole number"),
        Arguments.of(
            DefaultOutOfRange.class,
            "@Default does not fit (expected: a whole number from -2147483648 to 10)"),
        Arguments.of(DefaultNotAllowed.class, "@Default does not fit (expected: one of a, b)"),
        Arguments.of(EndlessDefault.class, "a default that needs itself"),
        Arguments.of(SameField.class, "a field name used twice"));
  }

  @ParameterizedTest
  @MethodSource("unfit")
  <T extends Record> void forRecord_unfitComponent_isTheAuthorsError(Class<T> type, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JsonConfSource("not even JSON").as(type))
        .withMessageStartingWith("record " + type.getName() + ", component x: " + why);
  }

  @Test
  void forRecord_unfitComponentBelow_namesTheRecordBelow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TypeBinders().forRecord(Deep.class))
        .withMessageStartingWith("record " + ThreadField.class.getName() + ", component x: type");
  }

  @Test
  void forRecord_noRecord_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TypeBinders().forRecord(String.class))
        .withMessage("java.lang.String: not a record (expected: a record)");
  }

  @Test
  void forRecord_everyLimitWhereItBelongs_isTaken() {
    record Fit(
        @Min(0) @Max(1) Optional<Double> x,
        @OneOf("a") Optional<List<String>> y,
        @Default("null") Optional<Integer> z) {}

    assertThat(new JsonConfSource("").as(Fit.class))
        .isEqualTo(new Fit(Optional.empty(), Optional.empty(), Optional.empty()));
  }
}
