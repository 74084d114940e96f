/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.AsyncFilter;
import io.github.a6runner.api.Field;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.NonBlockingFilter;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of the samples has all of them, with their forms and the fields of their confs. */
class SamplesTableTest {
  private static final Path PAGE = Path.of("../docs/writing-filters.md");
  private static final String HEADING = "## The samples";

  /** The last one is what the others are, too. */
  private static final List<Class<?>> FORMS =
      List.of(NonBlockingFilter.class, AsyncFilter.class, Filter.class);

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** What a row says, or should say. */
  private record Row(String form, Set<String> fields) {}

  @Test
  void table_samples_areThoseOfTheCode() throws IOException {
    assertThat(table()).isEqualTo(code());
  }

  private static Map<String, Row> table() throws IOException {
    String page = Files.readString(PAGE);
    return page.substring(page.indexOf(HEADING))
        .lines()
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split(" \\| ", -1))
        .collect(toMap(cells -> quoted(cells[0]).get(0), SamplesTableTest::row));
  }

  private static Row row(String... cells) {
    return new Row(quoted(cells[1]).get(0), Set.copyOf(quoted(cells[3])));
  }

  private static List<String> quoted(String cell) {
    return QUOTED.matcher(cell).results().map(quoted -> quoted.group(1)).toList();
  }

  private static Map<String, Row> code() {
    Map<String, Row> rows = new HashMap<>();
    for (Filter<?> sample : ServiceLoader.load(Filter.class)) {
      rows.put(sample.name(), new Row(form(sample.getClass()), fields(sample.getClass())));
    }
    return rows;
  }

  private static String form(Class<?> sample) {
    return FORMS.stream()
        .filter(form -> form.isAssignableFrom(sample))
        .findFirst()
        .orElseThrow()
        .getSimpleName();
  }

  private static Set<String> fields(Class<?> sample) {
    Class<?> conf =
        Stream.of(sample.getDeclaredClasses())
            .filter(nested -> nested.getSimpleName().equals("Conf"))
            .findFirst()
            .orElseThrow();
    return Arrays.stream(conf.getRecordComponents())
        .map(SamplesTableTest::name)
        .collect(Collectors.toSet());
  }

  private static String name(RecordComponent component) {
    return Optional.ofNullable(component.getAnnotation(Field.class))
        .map(Field::value)
        .orElse(component.getName());
  }
}
