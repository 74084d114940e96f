/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.a6runner.api.Max;
import io.github.a6runner.api.Min;
import io.github.a6runner.api.OneOf;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of a schema, type by type; that they mean what is bound is tested elsewhere. */
class SchemaWriterTest {

  private enum Mode {
    FAST,
    A$1
  }

  private record Truth(boolean x) {}

  private record Text(String x) {}

  private record Texts(@OneOf({"a", "b", "a"}) String x) {}

  private record Constant(Mode x) {}

  private record Whole(@Min(1) @Max(5) int x) {}

  private record Decimal(BigDecimal x) {}

  private record MaybeText(Optional<String> x) {}

  private record MaybeOneOf(@OneOf("a") Optional<String> x) {}

  private record Members(List<Boolean> x) {}

  private record Distinct(Set<String> x) {}

  private record Entries(Map<String, Boolean> x) {}

  private record Inner(Optional<Boolean> y) {}

  private record Nested(Optional<Inner> a, List<Inner> b) {}

  private record Tree(List<Tree> x) {}

  private record Cafe$(Optional<Boolean> y) {}

  private record The$(Optional<Boolean> y) {}

  private record Be$(Optional<Boolean> y) {}

  private record Unnamed(Cafe$ a, The$ b, Be$ c) {}

  private record MaxOfMap(@Max(1) Map<String, Integer> x) {}

  private record OneOfMap(@OneOf("a") Map<String, String> x) {}

  static List<Arguments> types() {
    return List.of(
        Arguments.of(Truth.class, "{'type':'boolean'}"),
        Arguments.of(Text.class, "{'type':'string'}"),
        Arguments.of(Texts.class, "{'type':'string','enum':['a','b']}"),
        Arguments.of(
            Constant.class,
            "{'type':'string','pattern':'^(?:[fF][aA][sS][tT]|[aA]\\\\$1)$',"
                + "'examples':['fast','a$1']}"),
        Arguments.of(Whole.class, "{'type':'integer','minimum':1,'maximum':5}"),
        Arguments.of(Decimal.class, "{'type':'number'}"),
        Arguments.of(MaybeText.class, "{'type':['string','null']}"),
        Arguments.of(MaybeOneOf.class, "{'type':['string','null'],'enum':['a',null]}"),
        Arguments.of(Members.class, "{'type':'array','items':{'type':'boolean'}}"),
        Arguments.of(Distinct.class, "{'type':'array','items':{'type':'string'}}"),
        Arguments.of(Entries.class, "{'type':'object','additionalProperties':{'type':'boolean'}}"),
        Arguments.of(Tree.class, "{'type':'array','items':{'$ref':'#'}}"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void write_fieldOfEachType_saysWhatItTakes(Class<? extends Record> type, String schema) {
    assertThat(write(type))
        .startsWith("{'$schema':'https://json-schema.org/draft/2020-12/schema',")
        .contains("'properties':{'x':" + schema + "}");
  }

  @Test
  void write_recordInTwoPlaces_isDefinedOnce() {
    assertThat(write(Nested.class))
        .contains("'a':{'anyOf':[{'$ref':'#/$defs/Inner'},{'type':'null'}]}")
        .contains("'b':{'type':'array','items':{'$ref':'#/$defs/Inner'}}")
        .containsOnlyOnce("'$defs':{'Inner':{")
        .containsOnlyOnce("'y':{'type':['boolean','null']}");
  }

  @Test
  void write_recordsWhoseNamesAreNoAddress_getNumbers() {
    assertThat(write(Unnamed.class))
        .contains("'a':{'$ref':'#/$defs/Record'}")
        .contains("'b':{'$ref':'#/$defs/Record2'}")
        .contains("'c':{'$ref':'#/$defs/Record3'}");
  }

  @Test
  void write_recordWithoutOthers_definesNothing() {
    assertThat(write(Text.class)).doesNotContain("$defs");
  }

  @ParameterizedTest
  @ValueSource(classes = {MaxOfMap.class, OneOfMap.class})
  void write_limitThatMeansNothing_isRefused(Class<? extends Record> type) {
    assertThatIllegalArgumentException().isThrownBy(() -> SchemaWriter.write(type));
  }

  private static String write(Class<? extends Record> type) {
    return SchemaWriter.write(type).replace('"', '\'');
  }
}
