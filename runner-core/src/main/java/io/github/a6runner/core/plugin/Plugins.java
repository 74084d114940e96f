/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.core.setting.EndTimes;
import io.github.a6runner.core.setting.FilterSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of a runner, which may change while it runs. Each has a class loader of its own and
 * is loaded from a private copy of its files. What is loaded anew replaces what was there at one
 * moment, for all new calls; calls under way finish on what they began with, which is then closed.
 * A plugin that is broken leaves what was there in service.
 *
 * <p>Where several filters have one name none of them is used, since nobody can know which one the
 * routes mean; the problem names all their entries.
 *
 * <p>Thread-safe. Whoever makes it closes it, after the server that uses it. Filters are started on
 * the thread that loads the plugins: the caller's of {@link #load}, and later one of its own.
 */
public final class Plugins implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Plugins.class);
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final ReentrantLock lock = new ReentrantLock();
  private final @Nullable PluginsFolder folder; // guarded by the lock
  private volatile FilterSet filters;
  private volatile List<PluginProblem> problems = List.of();
  private volatile Runnable listener = () -> {};
  private volatile @Nullable Thread watcher;
  private final PluginCounts counts = new PluginCounts();
  private volatile boolean closed;

  private Plugins(FilterSet filters, @Nullable PluginsFolder folder) {
    this.filters = filters;
    this.folder = folder;
  }

  /**
   * Filters that stay the same.
   *
   * @param filters the filters; stay the caller's, to be closed
   * @return plugins that never change
   */
  public static Plugins of(FilterSet filters) {
    return new Plugins(requireNonNull(filters, "filters"), null);
  }

  /**
   * Loads the plugins of a folder side by side, and starts their filters in the order of the
   * entries' names, on the caller's thread. They stay as they are until they are told to {@link
   * #watch}.
   *
   * @param folder the plugins folder; a missing one is a problem, not a failure
   * @param classes a folder of compiled classes, such as {@code target/classes}, as one more plugin
   * @param privateCopyDir the folder for the private copies; it must not be open to other users
   * @param settings what is set for the filters, also for those that come later
   * @param deadlines whether a call into a plugin that takes a minute is interrupted; it is named
   *     in the log in any case
   * @return the plugins, to be closed
   * @throws IOException if there is no room for private copies
   */
  public static Plugins load(
      Path folder,
      Optional<Path> classes,
      Path privateCopyDir,
      FilterSettings settings,
      boolean deadlines)
      throws IOException {
    return load(folder, classes, privateCopyDir, settings, LoadingTurns.ofSystem(deadlines));
  }

  /** The same with other threads and another time to watch what takes long. */
  static Plugins load(
      Path folder,
      Optional<Path> classes,
      Path privateCopyDir,
      FilterSettings settings,
      LoadingTurns turns)
      throws IOException {
    EntryLoader loader = new EntryLoader(requireNonNull(privateCopyDir, "privateCopyDir"), turns);
    PluginFiles files = new PluginFiles(requireNonNull(folder, "folder"), classes, loader.trust());
    PluginsFolder content = new PluginsFolder(folder, files, new PluginSlots(loader, settings));
    Plugins plugins = new Plugins(new FilterSet(List.of()), content);
    content.load();
    plugins.publish(content);
    return plugins;
  }

  /**
   * The name of the plugin that a class loader is of.
   *
   * @param loader a class loader, such as the context of a thread; null for that of the JDK itself
   * @return the name, or empty if it is no plugin's
   */
  public static Optional<String> nameOf(@Nullable ClassLoader loader) {
    return loader instanceof PluginClassLoader
        ? Optional.ofNullable(loader.getName())
        : Optional.empty();
  }

  /**
   * The filters at this moment.
   *
   * @return the filters; stay the plugins' own, which close them
   */
  public FilterSet filters() {
    return filters;
  }

  /**
   * What is wrong with the plugins' files at this moment.
   *
   * @return why what cannot be used, entry by entry; empty if all is well
   */
  public List<PluginProblem> problems() {
    return problems;
  }

  /**
   * All of it at this moment.
   *
   * @return what is in service and what has happened so far
   */
  public PluginsState state() {
    List<PluginsState.InService> inService =
        filters.generations().stream()
            .filter(Generation::isUsed)
            .map(each -> new PluginsState.InService(each.number(), each.filters()))
            .toList();
    return new PluginsState(
        inService, problems, counts.loaded(), counts.failures(), counts.leaving());
  }

  /** Begins to look for changes, four times a second; not for filters that stay the same. */
  public void watch() {
    if (folder != null && watcher == null) {
      Thread thread = new Thread(this::watchUntilClosed, "a6-plugins");
      thread.setDaemon(true);
      watcher = thread;
      thread.start();
    }
  }

  /**
   * Closes all filters of its own, with their class loaders and private copies; calls must be over.
   * The second time does nothing.
   */
  @Override
  public void close() {
    closed = true;
    Thread thread = watcher;
    if (thread != null) {
      thread.interrupt();
    }
    if (folder != null && awaitLoaded()) {
      lock.unlock();
    }
    if (folder != null) {
      filters.close();
    }
  }

  /**
   * Names who is told of each change, after it, on the thread that loads plugins; nobody else is.
   *
   * @param newListener run after each change
   */
  public void onChange(Runnable newListener) {
    listener = requireNonNull(newListener, "newListener");
  }

  /** Looks once, and puts in service what has changed and is quiet since the last look. */
  void poll() {
    PluginsFolder content = folder;
    if (content == null) {
      return;
    }
    lock.lock();
    try {
      if (!closed) {
        content.poll();
        publish(content);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitLoaded() {
    try {
      return lock.tryLock(EndTimes.LOADING.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void watchUntilClosed() {
    while (!closed) {
      LockSupport.parkNanos(this, PERIOD_NANOS);
      try {
        poll();
      } catch (Throwable e) {
        logger.error("plugins: looking for changes failed", e);
      }
    }
  }

  /** Makes a change visible, all of it at once, and lets go of what it has replaced. */
  private void publish(PluginsFolder content) {
    say(content.problems());
    List<Generation> now = content.inService();
    FilterSet before = filters;
    if (before.generations().equals(now)) {
      return;
    }
    filters = content.filters();
    counts.replaced(before.generations(), now);
    if (watcher != null) {
      now.stream().filter(each -> !before.generations().contains(each)).forEach(Plugins::sayLoaded);
    }
    listener.run();
    for (Generation each : before.generations()) {
      if (!now.contains(each)) {
        each.release();
      }
    }
  }

  private static void sayLoaded(Generation generation) {
    LoadedFilter first = generation.filters().get(0);
    List<String> names = generation.filters().stream().map(LoadedFilter::name).toList();
    logger.info("{}: in service with {}", first.origin(), String.join(", ", names));
  }

  private void say(List<PluginProblem> now) {
    List<PluginProblem> before = problems;
    problems = now;
    counts.found(before, now);
    if (watcher != null) {
      now.stream()
          .filter(problem -> !before.contains(problem))
          .forEach(problem -> logger.error("plugin not usable: {}; what was there stays", problem));
    }
  }
}
