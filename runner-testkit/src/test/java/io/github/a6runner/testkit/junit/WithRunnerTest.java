/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.testkit.FilterTester;
import io.github.a6runner.testkit.Greeter;
import io.github.a6runner.testkit.PluginFiles;
import io.github.a6runner.testkit.TesterFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Annotated classes and tests get runners, and leave nothing behind. */
class WithRunnerTest {
  private static final String CONF = "{\"name\": \"Ada\"}";
  private static final String CLASSES = "target/with-runner-plugin";

  private static final List<FilterTester> seen = new CopyOnWriteArrayList<>();

  @BeforeEach
  void forget() {
    seen.clear();
  }

  @Test
  void annotatedClass_hasOneRunner() {
    assertAllPass(3, OnClass.class);
    assertThat(seen).hasSize(3);
    assertThat(seen.get(1)).isSameAs(seen.get(0));
    assertThat(seen.get(2)).isSameAs(seen.get(0));
  }

  @Test
  void annotatedTest_hasARunnerOfItsOwn() {
    assertAllPass(2, OnTests.class);
    assertThat(seen).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void annotatedTest_inAnAnnotatedClass_hasARunnerOfItsOwn() {
    assertAllPass(2, OnBoth.class);
    assertThat(seen).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void plugin_isLoadedAsAPlugin() {
    Path classes = Path.of(CLASSES);
    if (!classes.toFile().exists()) {
      PluginFiles.classes(classes, Greeter.class.getName(), Greeter.class, Greeter.Conf.class);
    }
    assertAllPass(1, OfPlugin.class);
  }

  @Test
  void testWithoutTheAnnotation_inAClassWithoutIt_hasNone() {
    TestExecutionSummary summary = Runs.of(OnOneTest.class);
    assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    assertThat(summary.getFailures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.getException())
                    .isInstanceOf(ParameterResolutionException.class));
  }

  private static void assertAllPass(int tests, Class<?> type) {
    TestExecutionSummary summary = Runs.of(type);
    assertThat(summary.getTestsSucceededCount()).as(Runs.failures(summary)).isEqualTo(tests);
    assertThat(seen).allSatisfy(tester -> assertThat(TesterFolder.of(tester)).doesNotExist());
  }

  private static void greet(FilterTester tester, String loadedBy) {
    seen.add(tester);
    assertThat(tester.request(r -> r.conf(CONF)))
        .stops()
        .hasBody("Hello Ada")
        .hasHeader("X-Loaded-By", loadedBy);
  }

  @WithRunner(filters = Greeter.class)
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class OnClass {
    @Test
    void first(FilterTester tester) {
      greet(tester, "tests");
    }

    @Test
    void second(FilterTester tester) {
      greet(tester, "tests");
    }

    @Nested
    class Inner {
      @Test
      void third(FilterTester tester) {
        greet(tester, "tests");
      }
    }
  }

  static class OnTests {
    @Test
    @WithRunner(filters = Greeter.class)
    void first(FilterTester tester) {
      greet(tester, "tests");
    }

    @Test
    @WithRunner(filters = Greeter.class)
    void second(FilterTester tester) {
      greet(tester, "tests");
    }
  }

  @WithRunner(filters = Greeter.class)
  static class OnBoth {
    @Test
    void first(FilterTester tester) {
      greet(tester, "tests");
    }

    @Test
    @WithRunner(filters = Greeter.class)
    void second(FilterTester tester) {
      greet(tester, "tests");
    }
  }

  static class OnOneTest {
    @Test
    @WithRunner(filters = Greeter.class)
    void first(FilterTester tester) {
      greet(tester, "tests");
    }

    @Test
    void second(FilterTester tester) {
      greet(tester, "tests");
    }
  }

  @WithRunner(plugins = CLASSES)
  static class OfPlugin {
    @Test
    void only(FilterTester tester) {
      greet(tester, "plugin");
    }
  }
}
