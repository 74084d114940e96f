/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.api.Filter;
import io.github.a6runner.core.setting.FilterSettings;
import io.github.a6runner.core.setting.RunnerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sets up a {@link FilterTester}: with filters from the tests' class path, or with plugins as they
 * are shipped, but not with both. Not thread-safe.
 *
 * <pre>{@code
 * try (FilterTester tester =
 *     FilterTester.builder()
 *         .filter(new Say())
 *         .deadline(Duration.ofSeconds(5))
 *         .settings(config -> config.maxCallsInFlight(10))
 *         .start()) {
 *   assertThat(tester.request(r -> {})).proceeds();
 * }
 * }</pre>
 */
public final class FilterTesterBuilder {
  private final List<Filter<?>> filters = new ArrayList<>();
  private final List<Path> plugins = new ArrayList<>();
  private TestClock clock = new TestClock();
  private final Map<String, String> filterSettings = new HashMap<>();
  private Consumer<RunnerConfig.Builder> settings = config -> {};

  FilterTesterBuilder() {}

  /**
   * Adds a filter.
   *
   * @param filter the filter, not yet started; the tester starts and closes it
   * @return this
   */
  public FilterTesterBuilder filter(Filter<?> filter) {
    filters.add(requireNonNull(filter, "filter"));
    return this;
  }

  /**
   * Adds a plugin as it is shipped: the runner loads a copy with a class loader of its own, which
   * sees the plugin API, slf4j and the JDK, and finds its filters by {@code META-INF/services}. So
   * a class that is missing in the jar is missing here too.
   *
   * @param plugin a jar, a folder of jars (the plugin with its libraries), or a folder of compiled
   *     classes such as {@code target/classes}, of which there can be one
   * @return this
   */
  public FilterTesterBuilder plugin(Path plugin) {
    plugins.add(requireNonNull(plugin, "plugin"));
    return this;
  }

  /**
   * Sets the clock by which deadlines pass. The default is one of the tester's own.
   *
   * @param clock a clock that may be shared with filters
   * @return this
   */
  public FilterTesterBuilder clock(TestClock clock) {
    this.clock = requireNonNull(clock, "clock");
    return this;
  }

  /**
   * Sets how long a call may take. The default is 30 s.
   *
   * @param deadline more than zero and less than the 60 s that APISIX waits
   * @return this
   */
  public FilterTesterBuilder deadline(Duration deadline) {
    requireNonNull(deadline, "deadline");
    return settings(config -> config.callDeadline(deadline));
  }

  /**
   * Sets what an operator can set, for instance what becomes of calls that a filter fails. The
   * runner's configuration is not part of the test kit, and changes as the runner does: each
   * version may have other settings.
   *
   * @param change what to set; the socket and the folders are the tester's
   * @return this
   */
  public FilterTesterBuilder settings(Consumer<RunnerConfig.Builder> change) {
    settings = settings.andThen(change);
    return this;
  }

  /**
   * Sets what an operator can set for one filter, as {@code filters.NAME.settings}; the filter gets
   * it in its {@link Filter#start}. By default nothing is set.
   *
   * @param filter the name of a filter that will run here
   * @param json a JSON object
   * @return this
   */
  public FilterTesterBuilder filterSettings(String filter, String json) {
    filterSettings.put(requireNonNull(filter, "filter"), requireNonNull(json, "json"));
    return this;
  }

  /**
   * Starts the runner.
   *
   * @return a tester that is ready for calls
   * @throws IllegalArgumentException if the runner would refuse one of the filters, for instance
   *     because two have one name, or if there are settings of a filter that does not run here
   * @throws IllegalStateException if there are neither filters nor plugins, or both; if a filter
   *     fails to start, or if anything is wrong with a plugin: the message says what
   */
  public FilterTester start() {
    if (filters.isEmpty() == plugins.isEmpty()) {
      throw new IllegalStateException(
          "filters: %d, plugins: %d (expected: some of one kind)"
              .formatted(filters.size(), plugins.size()));
    }
    Traces traces = new Traces();
    TestRunner runner = new TestRunner(new FilterSettings(filterSettings));
    try {
      if (plugins.isEmpty()) {
        runner.load(filters);
      } else {
        runner.loadPlugins(plugins);
      }
      runner.requireFilters(filterSettings.keySet());
      runner.start(settings, clock, traces);
      return new FilterTester(runner, traces, clock);
    } catch (RuntimeException | Error e) {
      runner.close();
      throw e;
    }
  }
}
