/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.TestLog;
import io.github.a6runner.protocol.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What never returns while plugins are loaded. */
class LoadingTurnsTest {
  /** Plugins see no class of the tests, but the properties of the JVM. */
  private static final String HANGS = "io.github.a6runner.core.plugin.LoadingTurnsTest";

  private static final String HANG =
      """
      static void hang() throws Exception {
        System.setProperty("%s", "true");
        new java.util.concurrent.CountDownLatch(1).await();
      }
      """
          .formatted(HANGS);

  @RegisterExtension final TestLog log = new TestLog();

  private final AtomicLong time = new AtomicLong();
  private final List<Runnable> watches = new ArrayList<>();
  private final LoadingTurns turns = turns(true);

  /** For which a minute passes as soon as a plugin hangs. */
  private final LoadingTurns hurried =
      new LoadingTurns(true, time::get, watch -> new Thread(this::passAMinuteOnceItHangs));

  private void passAMinuteOnceItHangs() {
    Until.met("it hangs", () -> Boolean.getBoolean(HANGS));
    checkAfter(hurried, 60);
  }

  /** Looks when so much time has passed in all. */
  private void checkAfter(LoadingTurns looked, int seconds) {
    time.set(TimeUnit.SECONDS.toNanos(seconds));
    looked.check();
  }

  private LoadingTurns turns(boolean interrupts) {
    return new LoadingTurns(
        interrupts,
        time::get,
        watch -> {
          watches.add(watch);
          return new Thread(() -> {});
        });
  }

  @Test
  @SuppressWarnings("try") // the turn is only there and closed
  void check_turnThatReturnsInTime_isNeitherNamedNorInterrupted() {
    try (var turn = turns.begin("a.jar: start of filter a")) {
      checkAfter(turns, 9);
    }
    checkAfter(turns, 100);

    assertThat(log.messages()).isEmpty();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  @SuppressWarnings("try") // the turn is only there and closed
  void check_turnThatHangs_isNamedAndInterruptedAndNamedLessAndLessOften() {
    try (var turn = turns.begin("a.jar: start of filter a")) {
      checkAfter(turns, 10);
      checkAfter(turns, 59);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      checkAfter(turns, 60);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      checkAfter(turns, 119);
      checkAfter(turns, 120);
      checkAfter(turns, 239);
    }

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(log.messages()).hasSize(3);
    assertThat(log.messages().get(0))
        .startsWith("a.jar: start of filter a has taken 10 s (expected: a quick return); until it");
    assertThat(log.messages().get(1)).contains("has taken 60 s and is interrupted (expected");
    assertThat(log.messages().get(2)).contains("120 s and does not react to its interrupt (exp");
  }

  @Test
  @SuppressWarnings("try") // the turn is only there and closed
  void check_forADebugger_namesAndDoesNotInterrupt() {
    LoadingTurns patient = turns(false);
    try (var turn = patient.begin("a.jar: start of filter a")) {
      checkAfter(patient, 60);
      checkAfter(patient, 600);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    assertThat(log.messages()).hasSize(2).noneMatch(line -> line.contains("interrupt"));
  }

  /** Who ends the runner interrupts, too. */
  @Test
  @SuppressWarnings("try") // the turn is only there and closed
  void close_afterAnInterruptOfAnother_leavesIt() {
    try (var turn = turns.begin("a.jar: start of filter a")) {
      Thread.currentThread().interrupt();
    }

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void begin_turnsThatOverlap_areWatchedByOneThreadThatEndsWithThem() {
    var first = turns.begin("first");
    var second = turns.begin("second");
    first.close();
    assertThat(watches).hasSize(1);
    second.close();

    watches.get(0).run(); // returns
    turns.begin("third").close();

    assertThat(watches).hasSize(2);
  }

  @Test
  void begin_systemHasNoThread_goesOnUnwatched() {
    LoadingTurns poor =
        new LoadingTurns(
            true,
            time::get,
            watch -> {
              throw new OutOfMemoryError("unable to create native thread");
            });

    poor.begin("a.jar: start of filter a").close();

    assertThat(log.messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Override public void start(ConfSource settings) throws Exception { hang(); }",
        "public A() throws Exception { hang(); }",
        "static { try { hang(); } catch (Exception e) { throw new Error(e); } }"
      })
  void plugin_thatHangsWhileItIsLoaded_isNamedAndDoesNotKeepOthersOut(
      String hanging, @TempDir Path temp) throws IOException {
    System.clearProperty(HANGS);
    PluginDesk desk = new PluginDesk(temp);
    desk.put(desk.jar("a", HANG + hanging), "a.jar");

    try (Plugins plugins = desk.load(hurried)) {
      assertThat(plugins.problems()).singleElement().asString().contains("InterruptedException");

      Files.delete(desk.path("a.jar")); // else it would be tried again
      desk.put(desk.jar("b", ""), "b.jar");
      PluginDesk.settle(plugins);

      assertThat(plugins.filters().find("b")).isPresent();
    }
    assertThat(log.messages()).first().asString().contains("a.jar: ", "60 s and is interrupted");
  }
}
