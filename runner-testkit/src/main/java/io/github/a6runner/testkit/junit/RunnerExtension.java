/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit.junit;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.api.Filter;
import io.github.a6runner.testkit.FilterTester;
import io.github.a6runner.testkit.FilterTesterBuilder;
import io.github.a6runner.testkit.RequestOutcome;
import io.github.a6runner.testkit.ResponseOutcome;
import io.github.a6runner.testkit.TestClock;
import io.github.a6runner.testkit.TestRequest;
import io.github.a6runner.testkit.TestResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts a real runner for tests, and closes it after them, whether or not they fail. In a static
 * field it serves all tests of the class and of its nested classes, otherwise each test has its
 * own.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final RunnerExtension runner = RunnerExtension.withPlugin(Path.of("target/classes"));
 *
 * @Test
 * void says() {
 *   RequestOutcome outcome = runner.request(r -> r.conf("say", "{\"body\": \"hi\"}"));
 *   assertThat(outcome).stops().hasBody("hi");
 * }
 * }</pre>
 *
 * <p>Parameters of the types {@link FilterTester} and {@link TestClock} are filled in. Thread-safe:
 * tests may run in parallel.
 */
public final class RunnerExtension extends TesterLifetime {
  private final Supplier<FilterTester> start;

  /** The tests and classes that use the runner at this moment. */
  private final Set<String> users = new HashSet<>(); // guarded by this

  private @Nullable FilterTester tester; // guarded by this

  private RunnerExtension(Supplier<FilterTester> start) {
    this.start = requireNonNull(start, "start");
  }

  /**
   * Makes an extension that runs whatever a test sets up.
   *
   * @param start starts a tester, each time a new one with new filters; the extension closes it
   * @return the extension
   */
  public static RunnerExtension with(Supplier<FilterTester> start) {
    return new RunnerExtension(start);
  }

  /**
   * Makes an extension that runs filters of the tests' class path.
   *
   * @param filters their classes, each with a constructor without parameters
   * @return the extension
   */
  @SafeVarargs
  public static RunnerExtension with(Class<? extends Filter<?>>... filters) {
    List<Class<? extends Filter<?>>> types = new ArrayList<>();
    for (Class<? extends Filter<?>> filter : filters) {
      types.add(filter);
    }
    return new RunnerExtension(() -> start(types, List.of()));
  }

  /**
   * Makes an extension that runs a plugin as it is shipped, see {@link FilterTesterBuilder#plugin}.
   *
   * @param plugin a jar, a folder of jars, or a folder of compiled classes
   * @return the extension
   */
  public static RunnerExtension withPlugin(Path plugin) {
    return new RunnerExtension(() -> FilterTester.ofPlugin(plugin));
  }

  /**
   * What talks to the runner.
   *
   * @return the tester; the extension's, which closes it
   * @throws IllegalStateException if no test is running
   */
  public synchronized FilterTester tester() {
    if (tester == null) {
      throw new IllegalStateException(
          "runner: not started (expected: in a field with @RegisterExtension, and a test that runs)");
    }
    return tester;
  }

  /**
   * Makes a call for a request, see {@link FilterTester#request}.
   *
   * @param setup says what the request is and what the route's configurations are
   * @return what became of it
   */
  public RequestOutcome request(Consumer<TestRequest> setup) {
    return tester().request(setup);
  }

  /**
   * Makes a call for a response, see {@link FilterTester#response}.
   *
   * @param setup says what the response is and what the route's configurations are
   * @return what became of it
   */
  public ResponseOutcome response(Consumer<TestResponse> setup) {
    return tester().response(setup);
  }

  @Override
  FilterTester tester(ExtensionContext context) {
    return tester();
  }

  static FilterTester start(List<Class<? extends Filter<?>>> filters, List<String> plugins) {
    FilterTesterBuilder builder = FilterTester.builder();
    for (Class<? extends Filter<?>> filter : filters) {
      builder.filter(newFilter(filter));
    }
    for (String plugin : plugins) {
      builder.plugin(Path.of(plugin));
    }
    return builder.start();
  }

  private static Filter<?> newFilter(Class<? extends Filter<?>> type) {
    try {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true); // classes of tests need not be public
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          type.getName() + ": cannot be made (expected: a constructor without parameters)", e);
    }
  }

  @Override
  synchronized void begin(ExtensionContext context) {
    if (tester == null) {
      tester = start.get();
    }
    users.add(context.getUniqueId());
  }

  @Override
  synchronized void end(ExtensionContext context) {
    FilterTester last = tester;
    if (users.remove(context.getUniqueId()) && users.isEmpty() && last != null) {
      tester = null;
      last.close();
    }
  }
}
