/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.log.LogContext;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The thread's context class loader around a call into a plugin. */
final class PluginContext {
  private PluginContext() {}

  /**
   * Makes a class loader the context of this thread. A caller puts the result back, with this same
   * method, when the call into the plugin is over.
   *
   * @param loader the class loader to have from now on
   * @return the one until now
   */
  static @Nullable ClassLoader swap(@Nullable ClassLoader loader) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    if (before != loader) {
      thread.setContextClassLoader(loader);
    }
    return before;
  }

  /**
   * Runs an action in the context of a plugin. What the plugin leaves in the MDC does not stay.
   *
   * @param loader the plugin's class loader
   * @param action the call into the plugin
   * @return what the action returned
   * @throws Exception what the action threw
   */
  static <T extends @Nullable Object> T call(@Nullable ClassLoader loader, Callable<T> action)
      throws Exception {
    Map<String, String> mdc = MDC.getCopyOfContextMap();
    ClassLoader before = swap(loader);
    if (loader instanceof PluginClassLoader) {
      MDC.put(LogContext.PLUGIN, loader.getName());
    }
    try {
      return action.call();
    } finally {
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
