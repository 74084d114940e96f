/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of promises names all of them, tests that are there, and the figures of these. */
class ReliabilityTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");
  private static final Pattern COMMAND = Pattern.compile("`ci/(\\w+)");
  private static final Pattern TITLE = Pattern.compile("(?m)^- \\*\\*([^*]+)\\.\\*\\*");
  private static final Pattern FAULT = Pattern.compile("(?m)^\\| ([^|]+?) \\|");

  private static String page(String name) throws IOException {
    return Files.readString(ROOT.resolve(name));
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** What stands between a heading and the next one of its level. */
  private static String section(String text, String heading) {
    int from = text.indexOf("\n" + heading + "\n") + 1;
    assertThat(from).as(heading).isPositive();
    int to = text.indexOf("\n" + heading.replaceFirst(" .*", " "), from);
    return text.substring(from, to < 0 ? text.length() : to);
  }

  /** The rows of a table, without its header. */
  private static List<String> rows(String section) {
    List<String> rows = all(FAULT, section.substring(section.indexOf("| ---")));
    return rows.subList(1, rows.size()); // the line below the header is none
  }

  @Test
  void tests_thatAreNamed_areThere() throws IOException {
    List<String> named = all(TEST, page("docs/reliability.md"));

    assertThat(named).hasSizeGreaterThan(40);
    assertThat(tests()).containsAll(named);
  }

  @Test
  void rows_ofPromisesAndFaults_allNameATest() throws IOException {
    String page = page("docs/reliability.md");
    for (String heading : List.of("## Security", "## Operations", "## Faults")) {
      assertThat(section(page, heading).lines().filter(line -> line.startsWith("| ")).skip(2))
          .isNotEmpty()
          .allSatisfy(row -> assertThat(row).containsPattern(TEST));
    }
  }

  @Test
  void promises_ofTheSecurityPage_areAllThere() throws IOException {
    List<String> promises = all(TITLE, section(page("SECURITY.md"), "## What is defended"));

    assertThat(promises).hasSizeGreaterThan(7);
    assertThat(rows(section(page("docs/reliability.md"), "## Security"))).containsAll(promises);
  }

  @Test
  void faults_ofTheOperationsPage_areAllThere() throws IOException {
    List<String> faults = rows(section(page("docs/operations.md"), "### Faults"));

    assertThat(faults).hasSizeGreaterThan(9);
    assertThat(rows(section(page("docs/reliability.md"), "## Faults")))
        .containsExactlyElementsOf(faults);
  }

  @Test
  void faults_areAsManyAsThePageSays() throws IOException {
    String page = page("docs/reliability.md");
    int kinds = rows(section(page, "## Faults")).size();

    assertThat(section(page, "## Figures")).contains("all %d kinds above".formatted(kinds));
  }

  @Test
  void figures_ofTestsOfTheCore_areTheirs() throws IOException {
    int connections =
        constant("runner-core", "core/OwnDataTest", "THREADS")
            * constant("runner-core", "core/OwnDataTest", "CONNECTIONS_OF_A_THREAD");
    int calls = connections * constant("runner-core", "core/OwnDataTest", "ROUNDS");

    assertThat(section(page("docs/reliability.md"), "## Figures"))
        .contains(
            "%d sequences of up to %d steps"
                .formatted(
                    constant("runner-core", "core/ConnectionModelTest", "TRIES"),
                    constant("runner-core", "core/ConnectionModelTest", "MOST_STEPS")))
        .contains(String.format(Locale.ROOT, "%,d on %d connections", calls, connections))
        .contains(
            "bodies of up to %d kB"
                .formatted(constant("runner-core", "core/OwnCall", "LARGEST_BODY") / 1000));
  }

  @Test
  void figures_ofTheSoak_areTheirs() throws IOException {
    SoakPlan plan = SoakPlan.of(30);

    assertThat(List.of(plan.reload(), plan.sample())).containsOnly(Duration.ofSeconds(10));
    assertThat(plan.restart()).isEqualTo(Duration.ofSeconds(30));
    assertThat(section(page("docs/reliability.md"), "## Soak"))
        .contains("for half an hour", "every ten seconds", "every half minute")
        .contains("at %d calls a second".formatted(SoakPlan.RATE))
        .contains("answer %d kB".formatted(SoakFilters.LARGE / 1000))
        .contains("for %d seconds in every build".formatted(SoakPlan.brief().length().toSeconds()));
  }

  @Test
  void figures_ofBounds_areThoseOfTheTestsThatHoldThem() throws IOException {
    assertThat(page("SECURITY.md"))
        .contains(
            "most %d bytes for each byte"
                .formatted(
                    constant("runner-protocol", "protocol/HostilePayload", "MOST_PER_BYTE_SEEN")));
    assertThat(page("docs/performance.md"))
        .contains(
            "bound is %d."
                .formatted(constant("runner-benchmarks", "benchmarks/CallCostTest", "BOUND")));
  }

  /** A number in a test of another module, or what it is unless a property says otherwise. */
  private static int constant(String module, String test, String name) throws IOException {
    String source = page(module + "/src/test/java/io/github/a6runner/" + test + ".java");
    Pattern number =
        Pattern.compile(
            "\\b" + name + " = (?:Integer\\.getInteger\\(\"[\\w.]+\", )?([\\d_]+)\\)?;");
    List<String> found = all(number, source);
    assertThat(found).as("%s of %s", name, test).hasSize(1);
    return Integer.parseInt(found.get(0).replace("_", ""));
  }

  @Test
  void commands_thatAreNamed_areThere() throws IOException {
    List<String> named = all(COMMAND, page("docs/reliability.md"));

    assertThat(named)
        .contains("fuzz", "soak", "mutation", "reproducible")
        .allSatisfy(command -> assertThat(ROOT.resolve("ci").resolve(command)).isExecutable());
  }

  private static Set<String> tests() throws IOException {
    try (Stream<Path> files = Files.find(ROOT, 12, (file, is) -> is.isRegularFile())) {
      return files
          .filter(file -> file.toString().contains("/src/test/java/"))
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }
}
