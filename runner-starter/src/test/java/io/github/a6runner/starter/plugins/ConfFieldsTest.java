/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Default;
import io.github.a6runner.api.Field;
import io.github.a6runner.api.Max;
import io.github.a6runner.api.Min;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.OneOf;
import io.github.a6runner.api.ResponseCall;
import io.github.a6runner.api.Secret;
import io.github.a6runner.core.plugin.FilterSet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfFieldsTest {
  enum Mode {
    ON,
    OFF
  }

  record Node(@Min(0) long weight, Optional<Node> next) {}

  record Conf(
      @Min(1) @Max(9) int limit,
      @Min(value = 0, exclusive = true) @Max(value = 2, exclusive = true) Optional<Double> rate,
      @Default("") String prefix,
      @Default("10") int retries,
      @OneOf({"deny", "allow"}) Optional<String> other,
      @Default("on") Mode mode,
      @Field("max-age") Optional<Integer> maxAge,
      @Secret Optional<String> key,
      Map<String, List<Node>> nodes) {}

  /** Takes the configuration above. */
  private static final class Taking implements NonBlockingFilter<Conf> {
    @Override
    public String name() {
      return "taking";
    }

    @Override
    public Conf configure(ConfSource source) {
      return source.as(Conf.class);
    }

    @Override
    public void onResponse(ResponseCall call, Conf conf) {}
  }

  private static JsonNode schema() throws IOException {
    try (FilterSet filters = FilterSet.of(new Taking())) {
      return new ObjectMapper()
          .readTree(filters.filters().get(0).confSchema().json().orElseThrow());
    }
  }

  @Test
  void brief_aField_saysWhetherItMayBeAbsent() throws IOException {
    assertThat(ConfFields.brief(schema()))
        .isEqualTo("limit, rate?, prefix=\"\", retries=10, other?, mode=on, max-age?, key?, nodes");
  }

  @Test
  void detailed_eachField_hasTypeLimitsAndDefault() throws IOException {
    assertThat(ConfFields.detailed(schema()))
        .containsExactly(
            new ConfFields.Field("limit", "whole number >= 1, <= 9, required"),
            new ConfFields.Field("rate", "number > 0, < 2"),
            new ConfFields.Field("prefix", "text, default \"\""),
            new ConfFields.Field("retries", "whole number, default 10"),
            new ConfFields.Field("other", "deny|allow"),
            new ConfFields.Field("mode", "on|off, default on"),
            new ConfFields.Field("max-age", "whole number"),
            new ConfFields.Field("key", "text, secret"),
            new ConfFields.Field("nodes", "map of list of object, required"),
            new ConfFields.Field("nodes.*[].weight", "whole number >= 0, required"),
            new ConfFields.Field("nodes.*[].next", "object"));
  }
}
