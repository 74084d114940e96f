/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Java code in the documentation, and in the javadoc that plugin authors read, is code that the
 * build compiles: the lines of each block stand together in some source file, whatever their
 * indentation. Each public type has one.
 */
class DocSnippetsTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```java\\n(.*?)^ *```$");
  private static final Pattern EXAMPLE =
      Pattern.compile("(?ms)^ *\\* <pre>\\{@code\\n(.*?)^ *\\* \\}</pre>$");
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile("(?m)^public .*\\b(?:class|interface|record|enum) \\w+");
  private static final Pattern STAR = Pattern.compile("(?m)^ *\\* ?");

  @ParameterizedTest
  @ValueSource(
      strings = {"../README.md", "migration.md", "testing-filters.md", "writing-filters.md"})
  void javaInADocument_isCompiledByTheBuild(String document) throws IOException {
    assertCompiled(document, blocks(PROJECT.resolve("docs").resolve(document)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"runner-plugin-api", "runner-testkit"})
  void examplesInJavadoc_areCompiledByTheBuild(String module) throws IOException {
    assertCompiled(module, examples(PROJECT.resolve(module).resolve("src/main")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"runner-plugin-api", "runner-testkit"})
  void publicTypes_haveAnExampleEach(String module) throws IOException {
    List<String> types =
        texts(PROJECT.resolve(module).resolve("src/main")).stream()
            .filter(source -> PUBLIC_TYPE.matcher(source).find())
            .toList();

    assertThat(types).hasSizeGreaterThan(10);
    assertThat(types).filteredOn(source -> !EXAMPLE.matcher(source).find()).isEmpty();
  }

  private static void assertCompiled(String what, List<String> blocks) throws IOException {
    List<String> sources = sources();
    assertThat(blocks).isNotEmpty();
    assertThat(blocks)
        .filteredOn(block -> sources.stream().noneMatch(source -> source.contains(block)))
        .as("blocks of %s that stand in no source file", what)
        .isEmpty();
  }

  private static List<String> blocks(Path document) throws IOException {
    return BLOCK
        .matcher(Files.readString(document))
        .results()
        .map(block -> withoutIndentation(block.group(1)))
        .toList();
  }

  private static List<String> examples(Path folder) throws IOException {
    List<String> examples = new ArrayList<>();
    for (String source : texts(folder)) {
      EXAMPLE
          .matcher(source)
          .results()
          .map(example -> STAR.matcher(example.group(1)).replaceAll(""))
          .forEach(example -> examples.add(withoutIndentation(example)));
    }
    return examples;
  }

  private static List<String> sources() throws IOException {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(PROJECT)) {
      for (Path module : modules.filter(path -> Files.isDirectory(path.resolve("src"))).toList()) {
        texts(module.resolve("src")).forEach(text -> sources.add(withoutIndentation(text)));
      }
    }
    return sources;
  }

  private static List<String> texts(Path folder) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        texts.add(Files.readString(file));
      }
    }
    return texts;
  }

  /** Lines that are not blank, each with a line break before and after it. */
  private static String withoutIndentation(String code) {
    return code.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n", "\n", "\n"));
  }
}
