/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.Gate;
import io.github.a6runner.core.TestLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What belongs to a plugin and never returns from its {@code close}. */
class ClosingTest {
  private static final Duration PATIENCE = Duration.ofMillis(50);
  private static final Closing PATIENT = new Closing(Duration.ofSeconds(20), Thread::new);

  /** Plugins see no class of the tests, but the properties of the JVM. */
  private static final String LET_GO = "io.github.a6runner.core.plugin.ClosingTest";

  @RegisterExtension final TestLog log = new TestLog();

  private final Closing closing = new Closing(PATIENCE, Thread::new);

  @AfterEach
  void letGo() {
    System.setProperty(LET_GO, "true");
  }

  @Test
  void run_closeThatReturns_isWaitedFor() {
    AtomicBoolean closed = new AtomicBoolean();

    PATIENT.run("quick", () -> closed.set(true));

    assertThat(closed).isTrue();
    assertThat(log.messages()).isEmpty();
  }

  @Test
  void run_systemHasNoThread_closesOnTheCallersThread() {
    List<Thread> closedOn = new ArrayList<>();

    new Closing(PATIENCE, ClosingTest::unstartable)
        .run("poor", () -> closedOn.add(Thread.currentThread()));

    assertThat(closedOn).containsExactly(Thread.currentThread());
  }

  private static Thread unstartable(Runnable work) {
    return new Thread(work) {
      @Override
      public synchronized void start() {
        throw new OutOfMemoryError("unable to create native thread");
      }
    };
  }

  @Test
  void run_closeThatHangs_isNamedAndInterrupted() throws Exception {
    Gate interrupted = new Gate();

    closing.run(
        "slow",
        () -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.open();
          }
        });

    interrupted.pass();
    assertThat(log.messages()).singleElement().asString().startsWith("slow: its close has taken");
  }

  @Test
  void run_callerIsInterrupted_goesOnAndLeavesTheCloseAlone() throws Exception {
    Gate go = new Gate();
    Gate closed = new Gate();
    Thread.currentThread().interrupt();

    PATIENT.run(
        "slow",
        () -> {
          try {
            go.pass();
            closed.open();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });

    assertThat(Thread.interrupted()).isTrue();
    go.open();
    closed.pass();
  }

  @Test
  void plugin_thatNeverReturnsFromClose_doesNotKeepTheNextChangeFromBeingSeen(@TempDir Path temp)
      throws IOException {
    PluginDesk desk = new PluginDesk(temp);
    desk.put(desk.jar("a", hanging()), "a.jar");
    try (Plugins plugins = desk.load()) {
      for (String members : List.of("int two;", "int three;")) {
        Optional<LoadedFilter> before = plugins.filters().find("a");

        desk.replace(desk.jar("a", members), "a.jar");
        PluginDesk.settle(plugins);

        assertThat(plugins.filters().find("a")).isPresent().isNotEqualTo(before);
      }
    }
    assertThat(log.messages()).singleElement().asString().contains("a.jar: its close has taken");
  }

  /** A close that does not care for interrupts, until the test is over. */
  private static String hanging() {
    System.clearProperty(LET_GO);
    return """
        @Override public void close() {
          while (!Boolean.getBoolean("%s")) {
            Thread.onSpinWait();
          }
        }
        """
        .formatted(LET_GO);
  }
}
