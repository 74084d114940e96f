/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The clock on the wall may be set, forth and back. Nobody looks at it but who tells a person what
 * time it was: deadlines, expiry and limits go by the one that only ever goes on.
 */
class WallClockTest {
  private static final Pattern LOOK =
      Pattern.compile(
          "currentTimeMillis|\\b(Instant|LocalDate|LocalDateTime|ZonedDateTime|OffsetDateTime)"
              + "\\.now|new Date\\(|Calendar\\.|Clock\\.system|InstantSource\\.system|Ticker\\.system");

  @Test
  void wallClock_inTheRunner_isForPeopleAlone() throws IOException {
    assertThat(lookers("runner-plugin-api", "runner-protocol", "runner-core")).isEmpty();
    assertThat(lookers("runner-starter"))
        .containsExactlyInAnyOrder(
            "Management.java", // when a failure was, and how long the runner is up
            "Supervision.java", // when the runner has started
            "SocketFacts.java"); // plays the gateway once, for the doctor
  }

  @Test
  void pattern_lookAtTheWallClock_isFound() {
    assertThat("long now = System.currentTimeMillis();").containsPattern(LOOK);
    assertThat("long now = System.nanoTime();").doesNotContainPattern(LOOK);
  }

  private static List<String> lookers(String... modules) throws IOException {
    return Stream.of(modules)
        .map(module -> Path.of("..", module, "src", "main", "java"))
        .flatMap(WallClockTest::sources)
        .filter(source -> LOOK.matcher(text(source)).find())
        .map(source -> source.getFileName().toString())
        .toList();
  }

  private static Stream<Path> sources(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
