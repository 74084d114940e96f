/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunnerLogTest {
  private final RunnerLog log = new RunnerLog();

  @Test
  void since_newLines_areTheseAlone() {
    log.add("one");
    long before = log.count();
    log.add("two");
    log.add("three");

    assertThat(log.since(before, Duration.ofMinutes(1))).containsExactly("two", "three");
    assertThat(log.since(log.count(), Duration.ZERO)).isEmpty();
  }

  @Test
  void since_lineThatComesLater_isWaitedFor() {
    CompletableFuture<List<String>> lines =
        CompletableFuture.supplyAsync(() -> log.since(0, Duration.ofMinutes(1)));
    log.add("late");

    assertThat(lines.join()).containsExactly("late");
  }

  @Test
  void since_moreLinesThanAreKept_areTheLast() {
    IntStream.range(0, 2000).forEach(each -> log.add("line " + each));

    assertThat(log.since(0, Duration.ZERO)).hasSize(500).endsWith("line 1999");
  }
}
