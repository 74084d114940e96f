/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Default;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.core.plugin.FilterSet;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginsJsonTest {
  record Conf(@Default("7") int days, String text) {}

  /** Takes a record. */
  private static final class Bound implements Filter<Conf> {
    @Override
    public String name() {
      return "bound";
    }

    @Override
    public Conf configure(ConfSource source) {
      return source.as(Conf.class);
    }

    @Override
    public Decision onRequest(RequestCall call, Conf conf) {
      return Decision.proceed();
    }
  }

  /** Reads its configuration itself. */
  private static final class Free implements Filter<String> {
    @Override
    public String name() {
      return "free";
    }

    @Override
    public String configure(ConfSource source) {
      return source.text();
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.proceed();
    }
  }

  private static JsonNode only(Filter<?> filter) throws IOException {
    try (FilterSet filters = FilterSet.of(filter)) {
      String json = PluginsJson.of(DescribedFilter.all(filters), List.of());
      return new ObjectMapper().readTree(json).at("/filters/0");
    }
  }

  @Test
  void of_aConfWithFields_tellsThemInWordsAsExampleAndAsSchema() throws IOException {
    JsonNode filter = only(new Bound());

    assertThat(filter.get("fields"))
        .hasToString(
            "[{\"name\":\"days\",\"takes\":\"whole number, default 7\"},"
                + "{\"name\":\"text\",\"takes\":\"text, required\"}]");
    assertThat(filter.get("example")).hasToString("{\"text\":\"\"}");
    assertThat(filter.at("/schema/properties/days/type").asText()).isEqualTo("integer");
    assertThat(filter.has("no_schema")).isFalse();
  }

  @Test
  void of_aConfThatIsReadByTheFilter_saysOnlyWhy() throws IOException {
    JsonNode filter = only(new Free());

    assertThat(filter.get("no_schema").asText()).isNotEmpty();
    assertThat(List.of("fields", "example", "schema")).noneMatch(filter::has);
  }
}
