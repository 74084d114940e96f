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
 * The Java code in the documentation is code that the build compiles: the lines of each block stand
 * together in some source file, whatever their indentation.
 */
class DocSnippetsTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```java\\n(.*?)^ *```$");

  @ParameterizedTest
  @ValueSource(
      strings = {"../README.md", "migration.md", "testing-filters.md", "writing-filters.md"})
  void javaInADocument_isCompiledByTheBuild(String document) throws IOException {
    List<String> blocks = blocks(PROJECT.resolve("docs").resolve(document));
    List<String> sources = sources();
    assertThat(blocks).isNotEmpty();
    assertThat(blocks)
        .filteredOn(block -> sources.stream().noneMatch(source -> source.contains(block)))
        .as("blocks of %s that stand in no source file", document)
        .isEmpty();
  }

  private static List<String> blocks(Path document) throws IOException {
    List<String> blocks = new ArrayList<>();
    BLOCK
        .matcher(Files.readString(document))
        .results()
        .forEach(block -> blocks.add(withoutIndentation(block.group(1))));
    return blocks;
  }

  private static List<String> sources() throws IOException {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(PROJECT)) {
      for (Path module : modules.filter(path -> Files.isDirectory(path.resolve("src"))).toList()) {
        try (Stream<Path> files = Files.walk(module.resolve("src"))) {
          for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
            sources.add(withoutIndentation(Files.readString(file)));
          }
        }
      }
    }
    return sources;
  }

  /** Lines that are not blank, each with a line break before and after it. */
  private static String withoutIndentation(String code) {
    return code.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n", "\n", "\n"));
  }
}
