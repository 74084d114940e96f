/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of lines of the log has all warnings and errors, in the words of the code. */
class LogTableTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String HEADING = "## Lines of the log that ask for something";
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** What stands in the table for what differs from line to line. */
  private static final Pattern DIFFERS = Pattern.compile("\\.\\.\\.|\\bX\\b|\\$\\.path");

  private static final Pattern EDGE = Pattern.compile("^[\\s:;,/()]+|[\\s:;,/()]+$");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
  private static final Pattern CONSTANT =
      Pattern.compile("static final String (\\w+) =\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern SAID =
      Pattern.compile("logger\\.(?:warn|error)\\(|Level\\.(?:WARN|ERROR),|LogTrace\\.say\\(");
  private static final int TELLING = 10;

  /** Where the words of a line are put together from what other methods say. */
  private static final Set<String> FRAMES = Set.of("call %d: %s; %s", "{}: {}", " (and ");

  private static final List<String> sources = new ArrayList<>();

  @BeforeAll
  static void readSources() throws IOException {
    for (String module : List.of("runner-core", "runner-starter")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          sources.add(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
        }
      }
    }
  }

  @Test
  void lines_ofTheTable_areInTheCode() throws IOException {
    List<String> words = sources.stream().flatMap(source -> literals(source).stream()).toList();

    assertThat(tableWords()).hasSizeGreaterThan(40);
    assertThat(tableWords()).filteredOn(words(words).negate()).isEmpty();
  }

  @Test
  void warningsAndErrors_ofTheCode_areInTheTable() throws IOException {
    List<String> telling =
        tableWords().stream().filter(words -> words.length() >= TELLING).toList();
    Map<String, List<String>> said = said();

    assertThat(said).hasSizeGreaterThan(30);
    said.values().removeIf(words -> telling.stream().anyMatch(words(words)));
    said.values().removeIf(words -> words.stream().anyMatch(FRAMES::contains));
    assertThat(said.values()).isEmpty();
  }

  private static Predicate<String> words(List<String> texts) {
    return words -> texts.stream().anyMatch(text -> text.contains(words));
  }

  /** What the table quotes, without what differs. */
  private static List<String> tableWords() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/operations.md"));
    String section = page.substring(page.indexOf(HEADING));
    return section
        .substring(0, section.indexOf("\n## "))
        .lines()
        .filter(line -> line.startsWith("| "))
        .map(row -> row.substring(0, row.indexOf(" | ")))
        .flatMap(lines -> QUOTED.matcher(lines).results().map(quoted -> quoted.group(1)))
        .flatMap(DIFFERS::splitAsStream)
        .map(part -> EDGE.matcher(part).replaceAll(""))
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** The texts of each method that says a warning or an error, by its source. */
  private static Map<String, List<String>> said() {
    Map<String, List<String>> said = new LinkedHashMap<>();
    for (String source : sources) {
      for (String method : source.split("\\n\\s*\\n", -1)) {
        if (SAID.matcher(method).find()) {
          said.put(method, textsOf(method, source));
        }
      }
    }
    said.values().removeIf(List::isEmpty); // the texts are the callers'
    return said;
  }

  private static List<String> textsOf(String method, String source) {
    List<String> texts = new ArrayList<>(literals(method));
    CONSTANT
        .matcher(source)
        .results()
        .filter(constant -> method.matches("(?s).*\\b" + constant.group(1) + "\\b.*"))
        .forEach(constant -> texts.add(constant.group(2)));
    return texts;
  }

  private static List<String> literals(String source) {
    return LITERAL.matcher(source).results().map(text -> text.group(1)).toList();
  }
}
