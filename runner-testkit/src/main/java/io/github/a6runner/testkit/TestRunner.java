/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.api.Filter;
import io.github.a6runner.core.CallObserver;
import io.github.a6runner.core.RunnerServer;
import io.github.a6runner.core.file.FileFailure;
import io.github.a6runner.core.file.PrivateFolder;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.LoadedFilter;
import io.github.a6runner.core.plugin.PluginProblem;
import io.github.a6runner.core.plugin.Plugins;
import io.github.a6runner.core.setting.FilterSettings;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.core.socket.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A runner in a folder of its own. It owns all that it opens. Not thread-safe but for close. */
final class TestRunner implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Path folder;
  private final FilterSettings settings;
  private @Nullable Plugins plugins;

  /** Makes one whose filters will have settings. */
  TestRunner(FilterSettings settings) {
    this.settings = settings;
    try {
      PrivateFolder own = PrivateFolder.make("a6-test-");
      open.push(own);
      folder = own.path();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path socket() {
    return folder.resolve("runner.sock");
  }

  List<String> filterNames() {
    return loaded().filters().filters().stream().map(LoadedFilter::name).toList();
  }

  /** Takes filters from the class path and starts them. */
  void load(List<Filter<?>> filters) {
    FilterSet set = FilterSet.of(settings, filters.toArray(Filter<?>[]::new));
    open.push(set);
    plugins = Plugins.of(set);
  }

  /** Loads plugins from copies of their files and starts their filters. */
  void loadPlugins(List<Path> sources) {
    try {
      PluginCopies copies = PluginCopies.of(sources, folder);
      Plugins all =
          Plugins.load(
              copies.folder(), copies.classes(), folder.resolve("private"), settings, false);
      open.push(all);
      plugins = all;
      requireNoProblem(all);
    } catch (IOException e) {
      throw new IllegalStateException("plugins: cannot be copied: " + FileFailure.of(e), e);
    }
  }

  /** Refuses names that no filter has. */
  void requireFilters(Set<String> names) {
    FilterSet filters = loaded().filters();
    for (String name : names) {
      if (filters.find(name).isEmpty()) {
        throw new IllegalArgumentException("settings of " + name + ": " + filters.notLoaded());
      }
    }
  }

  void start(Consumer<RunnerConfig.Builder> change, TestClock clock, CallObserver observer) {
    RunnerConfig.Builder config = RunnerConfig.builder();
    change.accept(config);
    config.listen(socket()).runtimeDir(folder.resolve("run"));
    try {
      open.push(RunnerServer.start(config.build(), loaded(), clock, observer));
    } catch (StartException e) {
      throw new IllegalStateException("runner: cannot start: " + e.getMessage(), e);
    }
  }

  /** Closes all that is open, the last first; what one of them throws does not keep the others. */
  @Override
  public synchronized void close() {
    RuntimeException failure = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IllegalStateException("runner: not closed in order: " + e.getMessage(), e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private Plugins loaded() {
    return requireNonNull(plugins, "plugins");
  }

  private void requireNoProblem(Plugins all) {
    if (!all.problems().isEmpty()) {
      throw new IllegalStateException(
          all.problems().stream().map(PluginProblem::toString).collect(Collectors.joining("\n")));
    }
    if (filterNames().isEmpty()) {
      throw new IllegalStateException("plugins: without a filter (expected: at least one)");
    }
  }
}
