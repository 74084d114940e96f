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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages on the inside of the runner name is there, and their pictures are up to date. */
class ArchitectureTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|interface|enum) (\\w+)");
  private static final Pattern THREAD = Pattern.compile("\"(a6-[a-z-]+)\"");
  private static final Path PAGE = ROOT.resolve("docs/architecture.md");

  /** What begins as the names of threads do. */
  private static final Pattern NO_THREAD =
      Pattern.compile("a6-(runner.*|(dev|install|rehearsal)-)");

  private static final Pattern NAMED =
      Pattern.compile("`((?:[A-Z]\\w*[a-z]\\w*(?:\\.\\w+)?)|a6-[a-z-]+)(?:<[^`]*>|\\([^`]*)?`");

  /** The sources in which a type of a simple name is declared. */
  private static final Map<String, List<String>> DECLARED = new HashMap<>();

  private static final Set<String> THREADS = new HashSet<>();

  /** Those of the daemon and its commands, without the dash before a number. */
  private static final Set<String> OWN_THREADS = new TreeSet<>();

  @BeforeAll
  static void readSources() throws IOException {
    try (Stream<Path> files = Files.find(ROOT, 12, (file, is) -> is.isRegularFile())) {
      for (Path file : files.filter(each -> isJava(each.toString())).toList()) {
        String source = Files.readString(file);
        all(TYPE, source)
            .forEach(type -> DECLARED.computeIfAbsent(type, name -> new ArrayList<>()).add(source));
        THREADS.addAll(all(THREAD, source));
        if (file.toString().matches(".*/runner-(core|starter)/src/main/.*")) {
          all(THREAD, source).stream()
              .filter(name -> !NO_THREAD.matcher(name).matches())
              .forEach(name -> OWN_THREADS.add(name.replaceFirst("-$", "")));
        }
      }
    }
  }

  private static boolean isJava(String file) {
    return file.contains("/src/") && file.endsWith(".java");
  }

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> pictures = Files.list(ROOT.resolve("docs/pictures"))) {
      List<Path> all = new ArrayList<>(pictures.filter(each -> isSource(each)).toList());
      all.add(PAGE);
      all.add(ROOT.resolve("docs/design.md"));
      return all.stream();
    }
  }

  private static boolean isSource(Path picture) {
    return picture.toString().endsWith(".txt");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void names_ofTypesTheirMembersAndThreads_areInTheCode(Path page) throws IOException {
    List<String> named = named(page);

    assertThat(named).hasSizeGreaterThanOrEqualTo(page.toString().endsWith(".md") ? 20 : 0);
    assertThat(named).filteredOn(name -> !isThere(name)).isEmpty();
  }

  @Test
  void threads_ofTheRunner_areAllOnThePage() throws IOException {
    assertThat(OWN_THREADS).hasSizeGreaterThan(10).isSubsetOf(named(PAGE));
  }

  @Test
  void pictures_areWhatTheirSourcesGive() throws Exception {
    assertThat(CiProgram.run("Draw.java", "--check")).isEqualTo(new CiProgram.Result(0, ""));
  }

  private static List<String> named(Path page) throws IOException {
    return all(NAMED, Files.readString(page));
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** Whether a type is declared, and what is named of it stands in its source. */
  private static boolean isThere(String name) {
    String[] parts = name.split("\\.", -1);
    Pattern last = Pattern.compile("\\b" + parts[parts.length - 1] + "\\b");
    return THREADS.stream().anyMatch(thread -> thread.startsWith(name))
        || DECLARED.getOrDefault(parts[0], List.of()).stream()
            .anyMatch(source -> last.matcher(source).find());
  }
}
