/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.api.Default;
import io.github.a6runner.api.Max;
import io.github.a6runner.api.Min;
import io.github.a6runner.api.OneOf;
import io.github.a6runner.api.Secret;
import io.github.a6runner.core.binding.SchemaWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfExampleTest {
  enum Mode {
    ON,
    OFF
  }

  record Empty() {}

  record Everything(
      String text,
      @Secret String key,
      boolean flag,
      int number,
      @Min(5) long more,
      @Max(0.5) double less,
      @OneOf({"deny", "allow"}) String choice,
      Mode mode,
      List<String> list,
      Map<String, Hours> map,
      Hours hours,
      Optional<String> not) {}

  record Hours(int from, @Default("7") int to) {}

  record Exclusive(
      @Min(value = 5, exclusive = true) int more,
      @Max(value = 1, exclusive = true) int less,
      @Min(2.5) int over,
      @Max(0.5) int under,
      @Min(value = 1, exclusive = true) @Max(2) double between,
      @Max(value = 1, exclusive = true) double below,
      @Min(value = 0, exclusive = true) @Max(value = 1, exclusive = true) double share) {}

  record Defaults(Optional<String> not, @Default("7") int days, @Default("on") Mode mode) {}

  record Optionals(Optional<Hours> hours, Optional<String> not) {}

  record Itself(Optional<Itself> next) {}

  record Holder(Itself one) {}

  static List<Arguments> examples() {
    return List.of(
        Arguments.of(Empty.class, "{}"),
        Arguments.of(
            Everything.class,
            "{\"text\":\"\",\"key\":\"\",\"flag\":false,\"number\":1,\"more\":5,\"less\":0.5,"
                + "\"choice\":\"deny\",\"mode\":\"on\",\"list\":[],\"map\":{},"
                + "\"hours\":{\"from\":1}}"),
        Arguments.of(
            Exclusive.class,
            "{\"more\":6,\"less\":0,\"over\":3,\"under\":0,\"between\":1.5,\"below\":0,"
                + "\"share\":0.5}"),
        Arguments.of(Defaults.class, "{\"days\":7,\"mode\":\"on\"}"),
        Arguments.of(Optionals.class, "{\"hours\":{\"from\":1}}"),
        Arguments.of(Itself.class, "{\"next\":{}}"),
        Arguments.of(Holder.class, "{\"one\":{\"next\":{}}}"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void of_aRecord_hasWhatIsRequiredElseDefaultsElseTheFirstField(
      Class<? extends Record> type, String example) throws IOException {
    assertThat(ConfExample.of(new ObjectMapper().readTree(SchemaWriter.write(type))))
        .hasToString(example);
  }
}
