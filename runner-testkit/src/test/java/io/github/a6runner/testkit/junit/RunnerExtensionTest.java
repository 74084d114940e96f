/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.testkit.FilterTester;
import io.github.a6runner.testkit.Greeter;
import io.github.a6runner.testkit.TestClock;
import io.github.a6runner.testkit.TesterFolder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runners live as long as the tests that want them, and leave nothing behind. */
class RunnerExtensionTest {
  private static final String CONF = "{\"name\": \"Ada\"}";

  /** The folders of the runners that the tests below have seen. */
  private static final List<Path> folders = new CopyOnWriteArrayList<>();

  private static final CyclicBarrier together = new CyclicBarrier(3);

  @BeforeEach
  void forget() {
    folders.clear();
  }

  @Test
  void staticField_servesAllTestsOfTheClassAndOfNestedOnes() {
    assertAllPass(4, Runs.of(OneForAll.class));
    assertThat(folders).hasSize(4);
    assertThat(new HashSet<>(folders)).hasSize(1);
    assertNothingIsLeft();
  }

  @Test
  void instanceField_servesOneTest() {
    assertAllPass(2, Runs.of(OneForEach.class));
    assertThat(new HashSet<>(folders)).hasSize(2);
    assertNothingIsLeft();
  }

  @Test
  void testsThatFail_leaveNothingBehind() {
    TestExecutionSummary summary = Runs.of(Failing.class);
    assertThat(summary.getTestsFailedCount()).isEqualTo(2);
    assertThat(Runs.failures(summary)).contains("status: 200 (expected: 418)", "Hello Ada");
    assertThat(folders).hasSize(2);
    assertNothingIsLeft();
  }

  @Test
  void testsInParallel_shareTheRunner() {
    Map<String, String> parallel =
        Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");
    assertAllPass(3, Runs.of(parallel, Parallel.class));
    assertThat(new HashSet<>(folders)).hasSize(1);
    assertNothingIsLeft();
  }

  @Test
  void classesThatInheritTheField_eachHaveARunnerOfTheirOwn() {
    assertAllPass(2, Runs.of(First.class, Second.class));
    assertThat(new HashSet<>(folders)).hasSize(2);
    assertNothingIsLeft();
  }

  @Test
  void pluginThatIsMissing_failsTheTestsWithTheReason() {
    TestExecutionSummary summary = Runs.of(Missing.class);
    assertThat(summary.getTestsSucceededCount()).isZero();
    assertThat(Runs.failures(summary)).contains("no-such-plugin.jar: missing");
  }

  @Test
  void tester_withoutATest_isRefused() {
    assertThatThrownBy(RunnerExtension.with(Greeter.class)::tester)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not started");
  }

  private static void assertAllPass(int tests, TestExecutionSummary summary) {
    assertThat(summary.getTestsSucceededCount()).as(Runs.failures(summary)).isEqualTo(tests);
    assertThat(summary.getTotalFailureCount()).as(Runs.failures(summary)).isZero();
  }

  private static void assertNothingIsLeft() {
    assertThat(folders).isNotEmpty().allSatisfy(folder -> assertThat(folder).doesNotExist());
  }

  private static void greet(FilterTester tester) {
    folders.add(TesterFolder.of(tester));
    assertThat(TesterFolder.of(tester)).exists();
    assertThat(tester.request(r -> r.conf(CONF))).stops().hasBody("Hello Ada");
  }

  static class OneForAll {
    @RegisterExtension static final RunnerExtension runner = RunnerExtension.with(Greeter.class);

    @Test
    void first() {
      greet(runner.tester());
    }

    @Test
    void second(FilterTester tester, TestClock clock) {
      assertThat(tester).isSameAs(runner.tester());
      assertThat(clock).isSameAs(tester.clock());
      greet(tester);
    }

    @Nested
    class Inner {
      @Test
      void third() {
        greet(runner.tester());
      }

      @Test
      void fourth(FilterTester tester) {
        greet(tester);
      }
    }
  }

  static class OneForEach {
    @RegisterExtension
    final RunnerExtension runner = RunnerExtension.with(() -> FilterTester.of(new Greeter()));

    @Test
    void first() {
      greet(runner.tester());
    }

    @Test
    void second() {
      greet(runner.tester());
    }
  }

  static class Failing {
    @RegisterExtension static final RunnerExtension all = RunnerExtension.with(Greeter.class);

    @Test
    void first() {
      fail(all);
    }

    @Test
    void second() {
      fail(all);
    }

    private static void fail(RunnerExtension runner) {
      greet(runner.tester());
      assertThat(runner.request(r -> r.conf(CONF))).stops().hasStatus(418);
    }
  }

  static class Parallel {
    @RegisterExtension static final RunnerExtension runner = RunnerExtension.with(Greeter.class);

    @Test
    void first() throws Exception {
      greetTogether();
    }

    @Test
    void second() throws Exception {
      greetTogether();
    }

    @Test
    void third() throws Exception {
      greetTogether();
    }

    private static void greetTogether() throws Exception {
      together.await(30, TimeUnit.SECONDS);
      greet(runner.tester());
      together.await(30, TimeUnit.SECONDS);
    }
  }

  abstract static class Base {
    @RegisterExtension static final RunnerExtension runner = RunnerExtension.with(Greeter.class);

    @Test
    void greets() {
      greet(runner.tester());
    }
  }

  static class First extends Base {}

  static class Second extends Base {}

  static class Missing {
    @RegisterExtension
    static final RunnerExtension runner =
        RunnerExtension.withPlugin(Path.of("target", "no-such-plugin.jar"));

    @Test
    void neverRuns() {
      greet(runner.tester());
    }
  }
}
