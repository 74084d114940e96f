/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever tests with another framework needs no JUnit. */
class NoFrameworkTest {

  @Test
  void classes_outsideOfTheJunitPackage_doNotKnowJunit() throws Exception {
    List<Path> classes = classes();
    assertThat(classes).hasSizeGreaterThan(20);
    assertThat(classes).filteredOn(NoFrameworkTest::knowsJunit).isEmpty();
  }

  private static List<Path> classes() throws IOException, URISyntaxException {
    URI home = FilterTester.class.getResource("FilterTester.class").toURI();
    try (Stream<Path> files = Files.list(Path.of(home).getParent())) {
      return files.filter(file -> file.toString().endsWith(".class")).toList();
    }
  }

  private static boolean knowsJunit(Path file) {
    try {
      return Files.readString(file, ISO_8859_1).contains("org/junit");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
