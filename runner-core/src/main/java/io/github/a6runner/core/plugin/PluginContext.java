/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import io.github.a6runner.core.log.LogContext;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The thread's context class loader around a call into a plugin. */
public final class PluginContext {
  private PluginContext() {}

  /**
   * Enters the context of a filter's plugin. Whoever does so leaves it on the same thread.
   *
   * @param filter the filter that is about to be called
   * @return the thread's context class loader until now, which may be null, to be put back
   */
  public static @Nullable ClassLoader enter(LoadedFilter filter) {
    return swap(filter.classLoader());
  }

  /**
   * Leaves the context of a plugin.
   *
   * @param before what {@link #enter} has returned
   */
  public static void leave(@Nullable ClassLoader before) {
    swap(before);
  }

  /**
   * Runs an action in the context of a filter's plugin. What it leaves in the MDC does not stay,
   * nor does an interrupt that comes meanwhile: whoever interrupts a thread of the runner to end
   * something has another way to say so, too. One that was there before stays.
   *
   * @param <T> what the action returns
   * @param filter the filter
   * @param action the call into the filter
   * @return what the action returned
   * @throws Exception what the action threw
   */
  public static <T extends @Nullable Object> T call(LoadedFilter filter, Callable<T> action)
      throws Exception {
    return call(filter.classLoader(), action);
  }

  /** Makes a class loader the context of this thread; gives back the one until now. */
  private static @Nullable ClassLoader swap(@Nullable ClassLoader loader) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    if (before != loader) {
      thread.setContextClassLoader(loader);
    }
    return before;
  }

  /** The same for a plugin whose filters are not made yet. */
  static <T extends @Nullable Object> T call(@Nullable ClassLoader loader, Callable<T> action)
      throws Exception {
    Map<String, String> mdc = MDC.getCopyOfContextMap();
    ClassLoader before = swap(loader);
    if (loader instanceof PluginClassLoader) {
      MDC.put(LogContext.PLUGIN, loader.getName());
    }
    boolean interrupted = Thread.currentThread().isInterrupted();
    try {
      return action.call();
    } finally {
      Thread.interrupted(); // the plugin's own, or meant for it: the runner could not wait any more
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      swap(before);
      restore(mdc);
    }
  }

  private static void restore(@Nullable Map<String, String> mdc) {
    if (mdc == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(mdc);
    }
  }
}
