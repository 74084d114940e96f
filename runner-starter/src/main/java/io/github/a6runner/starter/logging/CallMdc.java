/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.logging;

import io.github.a6runner.core.log.LogContext;
import io.github.a6runner.core.plugin.Plugins;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.ThreadLocalMapOfStacks;
import org.slf4j.spi.MDCAdapter;

/**
 * The MDC of the runner. It has what plugins put into it, and the labels of the call that the
 * thread is at work on, which are made only when somebody asks: most calls log nothing. A thread
 * without a call that is a plugin's own has the plugin's name. Thread-safe, as each thread sees
 * only its own.
 */
final class CallMdc implements MDCAdapter, LogContext {
  private final ThreadLocal<Scope> scopes = ThreadLocal.withInitial(Scope::new);
  private final ThreadLocalMapOfStacks stacks = new ThreadLocalMapOfStacks();

  /** What one thread has. */
  private static final class Scope {
    private @Nullable Labels call;
    private @Nullable Map<String, String> own;

    Map<String, String> own() {
      Map<String, String> values = own;
      if (values == null) {
        values = new HashMap<>();
        own = values;
      }
      return values;
    }

    Map<String, String> given() {
      Labels labels = call;
      return labels == null
          ? Plugins.nameOf(Thread.currentThread().getContextClassLoader())
              .map(plugin -> Map.of(PLUGIN, plugin))
              .orElse(Map.of())
          : labels.asMap();
    }
  }

  @Override
  public void enter(Labels labels) {
    scopes.get().call = labels;
  }

  @Override
  public void leave() {
    Scope scope = scopes.get();
    scope.call = null;
    scope.own = null;
  }

  @Override
  public void put(String key, @Nullable String value) {
    scopes.get().own().put(key, value == null ? "" : value);
  }

  @Override
  public @Nullable String get(String key) {
    Scope scope = scopes.get();
    String own = scope.own == null ? null : scope.own.get(key);
    return own == null ? scope.given().get(key) : own;
  }

  @Override
  public void remove(String key) {
    scopes.get().own().remove(key);
  }

  /** Takes away what was put; the call is still the same. */
  @Override
  public void clear() {
    scopes.get().own = null;
  }

  @Override
  public Map<String, String> getCopyOfContextMap() {
    Scope scope = scopes.get();
    Map<String, String> all = new LinkedHashMap<>(scope.given());
    if (scope.own != null) {
      all.putAll(scope.own);
    }
    return all;
  }

  @Override
  public void setContextMap(@Nullable Map<String, String> values) {
    scopes.get().own = values == null ? null : new HashMap<>(values);
  }

  @Override
  public void pushByKey(String key, String value) {
    stacks.pushByKey(key, value);
  }

  @Override
  public @Nullable String popByKey(String key) {
    return stacks.popByKey(key);
  }

  @Override
  public @Nullable Deque<String> getCopyOfDequeByKey(String key) {
    return stacks.getCopyOfDequeByKey(key);
  }

  @Override
  public void clearDequeByKey(String key) {
    stacks.clearDequeByKey(key);
  }
}
