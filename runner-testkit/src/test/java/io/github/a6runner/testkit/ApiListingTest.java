/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds what plugin authors compile against to the listing in {@code api.txt}, so that no change of
 * it happens by the way. After a change that is meant, run it with {@code -Da6.update} to write the
 * listings.
 */
class ApiListingTest {
  private static final Path PROJECT = Path.of("..");
  private static final Pattern INSIDES =
      Pattern.compile("io\\.github\\.a6runner\\.(?!api\\.|testkit\\.)[\\w.]+|io\\.netty\\.[\\w.]+");

  @ParameterizedTest
  @ValueSource(strings = {"runner-plugin-api", "runner-testkit"})
  void signatures_ofAModule_areThoseOfItsListing(String module) throws IOException {
    Path listing = PROJECT.resolve(module).resolve("api.txt");
    List<String> signatures = signatures(module);
    if (System.getProperty("a6.update") != null) {
      Files.write(listing, signatures);
    } else {
      List<String> difference = difference(Files.readAllLines(listing), signatures);
      assertThat(difference).withFailMessage(() -> message(module, difference)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"runner-plugin-api", "runner-testkit"})
  void signatures_ofAModule_nameNothingOfTheRunnersInside(String module) throws IOException {
    assertThat(signatures(module))
        .flatMap(line -> INSIDES.matcher(line).results().map(found -> found.group()).toList())
        .isSubsetOf("io.github.a6runner.core.setting.RunnerConfig.Builder"); // settings() says so
  }

  private static List<String> signatures(String module) throws IOException {
    return ApiListing.of(PROJECT.resolve(module).resolve("target/classes"));
  }

  private static String message(String module, List<String> difference) {
    return """
        %s/api.txt: is not what the code says (-: gone, +: new)
        %s
        If this is meant, see "A change of the API" in CONTRIBUTING.md; the listing is written by
        mvn -B test -pl runner-testkit -am -Dtest=ApiListingTest -Da6.update \
        -Dsurefire.failIfNoSpecifiedTests=false"""
        .formatted(module, String.join("\n", difference));
  }

  private static List<String> difference(List<String> before, List<String> after) {
    List<String> old = withTypes(before);
    List<String> now = withTypes(after);
    return Stream.concat(
            old.stream().filter(line -> !now.contains(line)).map(line -> "- " + line),
            now.stream().filter(line -> !old.contains(line)).map(line -> "+ " + line))
        .toList();
  }

  /** Each member with the name of its type, so that a line can stand alone. */
  private static List<String> withTypes(List<String> lines) {
    List<String> all = new ArrayList<>();
    String type = "";
    for (String line : lines) {
      if (line.startsWith(" ")) {
        all.add(type + ": " + line.strip());
      } else {
        type = line.replaceFirst(".*?\\b(?:class|interface|enum|record) ([\\w.]+).*", "$1");
        all.add(line);
      }
    }
    return all;
  }
}
