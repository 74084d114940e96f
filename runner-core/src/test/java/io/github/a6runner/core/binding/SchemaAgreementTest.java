/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.github.a6runner.api.Default;
import io.github.a6runner.api.Field;
import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.api.Max;
import io.github.a6runner.api.Min;
import io.github.a6runner.api.OneOf;
import io.github.a6runner.api.Secret;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the binder takes is valid by the schema, and nothing else; somebody else validates. */
class SchemaAgreementTest {
  private enum Scope {
    ONCE,
    ALL_$,
    KIN
  }

  private record Plain(
      String s, boolean t, int i, Long l, double d, BigDecimal e, BigInteger h, Scope c) {}

  private record Inner(@Min(1) int s, Optional<Inner> i) {}

  private record Containers(
      List<String> s, Set<Integer> i, Map<String, Inner> t, List<Optional<Boolean>> l) {}

  private record Maybe(
      Optional<String> s,
      Optional<Integer> i,
      Optional<Double> d,
      Optional<Inner> t,
      Optional<Scope> c,
      Optional<List<String>> l,
      Optional<Map<String, Long>> e,
      @OneOf({"a", "b", "a"}) Optional<String> h) {}

  private record Limited(
      @Min(1) @Max(10) Optional<Integer> i,
      @Min(value = 0, exclusive = true) Optional<Double> d,
      @Max(value = 0.5, exclusive = true) Optional<BigDecimal> e,
      @Min(-0.5) @Max(2.5) Optional<Integer> l,
      @OneOf({"a", "$"}) Optional<List<String>> s) {}

  private record Defaults(
      @Default("text") String s,
      @Default("[1]") List<Integer> l,
      @Default("once") Scope c,
      @Default("{\"s\":1}") Inner i,
      @Secret @Default("x") String h) {}

  private record Named(@Field("max-age") Optional<Integer> maxAge, @Field("s") String other) {}

  private record Nothing() {}

  private record Endless(
      Optional<Endless> i, List<Endless> l, @Default("{}") Map<String, Endless> t) {}

  private static final List<Class<? extends Record>> RECORDS =
      List.of(
          Plain.class,
          Inner.class,
          Containers.class,
          Maybe.class,
          Limited.class,
          Defaults.class,
          Named.class,
          Nothing.class,
          Endless.class);

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "\"\"",
          "\"a\"",
          "\"$\"",
          "\"once\"",
          "\"OnCe\"",
          "\"ONCE \"",
          "\"all_$\"",
          "\"all_\"",
          "\"kin\"",
          "\"\\u212Ain\"",
          "0",
          "-0.0",
          "1",
          "1.0",
          "10",
          "11",
          "1e1",
          "0.5",
          "0.50000000000000000000000001",
          "-1",
          "2.5",
          "1e-300",
          "2147483647",
          "2147483648",
          "-2147483649",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775809",
          "1e308",
          "-1.8e308",
          "1e400",
          "[]",
          "[1]",
          "[1, 1]",
          "[1.5]",
          "[null]",
          "[\"a\"]",
          "[\"c\"]",
          "[{}]",
          "[{\"i\": null, \"l\": []}]",
          "{}",
          "{\"s\": 1}",
          "{\"s\": 0}",
          "{\"s\": 1, \"i\": {\"s\": 2, \"i\": null}}",
          "{\"s\": 1, \"i\": {\"s\": 2, \"x\": 1}}",
          "{\"a\": {\"s\": 1}}",
          "{\"l\": []}");

  private static final List<String> FITTING =
      List.of(
          "{\"s\":\"\",\"t\":true,\"i\":1,\"l\":1,\"d\":1,\"e\":1,\"h\":1,\"c\":\"once\"}",
          "{\"s\":1}",
          "{\"s\":[],\"i\":[],\"t\":{},\"l\":[]}",
          "{}",
          "{\"s\":\"\"}",
          "{\"l\":[]}");

  static Stream<Class<? extends Record>> records() {
    return RECORDS.stream();
  }

  @ParameterizedTest
  @MethodSource("records")
  void schema_ofARecord_takesWhatTheBinderTakes(Class<? extends Record> type) {
    JsonSchema schema = schema(type);
    List<Boolean> taken = new ArrayList<>();
    for (String text : texts()) {
      boolean bound = binds(type, text);
      taken.add(bound);
      assertThat(schema.validate(ConfJson.parse(text)).isEmpty()).as(text).isEqualTo(bound);
    }
    assertThat(taken).contains(true, false);
  }

  @ParameterizedTest
  @MethodSource("records")
  void schema_ofARecord_isASchema(Class<? extends Record> type) {
    JsonSchema all =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(SchemaLocation.of(SpecVersion.VersionFlag.V202012.getId()));

    assertThat(all.validate(json(type))).isEmpty();
  }

  /**
   * Each fitting object, and each with one field put in, put in the place of another or left out.
   */
  private static List<String> texts() {
    List<String> texts = new ArrayList<>(VALUES);
    for (String fitting : FITTING) {
      texts.add(fitting);
      for (String field : List.of("s", "t", "i", "l", "d", "e", "h", "c", "max-age", "x")) {
        VALUES.forEach(value -> texts.add(with(fitting, field, value)));
        texts.add(with(fitting, field, null));
      }
    }
    return texts;
  }

  private static String with(String object, String field, @Nullable String value) {
    ObjectNode changed = (ObjectNode) ConfJson.parse(object);
    changed.remove(field);
    if (value != null) {
      changed.set(field, ConfJson.parse(value));
    }
    return changed.toString();
  }

  private static boolean binds(Class<? extends Record> type, String text) {
    try {
      return new JsonConfSource(text).as(type) != null;
    } catch (InvalidConfException e) {
      return false;
    }
  }

  private static JsonSchema schema(Class<? extends Record> type) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(json(type));
  }

  private static JsonNode json(Class<? extends Record> type) {
    return ConfJson.parse(SchemaWriter.write(type));
  }
}
