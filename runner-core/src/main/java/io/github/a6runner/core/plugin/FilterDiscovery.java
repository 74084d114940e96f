/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import io.github.a6runner.api.Filter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;

/** Makes the filters of one plugin from the names of their classes. */
final class FilterDiscovery {
  private final PluginEntry entry;
  private final PluginClassLoader loader;

  FilterDiscovery(PluginEntry entry, PluginClassLoader loader) {
    this.entry = entry;
    this.loader = loader;
  }

  /**
   * Makes a filter and looks it over; does not start it.
   *
   * @param className the name of its class
   * @throws PluginRefusedException if there is no such filter or it cannot be used
   */
  LoadedFilter load(String className) throws PluginRefusedException {
    try {
      return PluginContext.call(loader, () -> inspect(make(filterClass(className))));
    } catch (Throwable e) {
      throw PluginFailure.of("filter class " + className, e);
    }
  }

  private LoadedFilter inspect(Filter<?> filter) {
    return LoadedFilter.inspect(filter, entry.origin(), entry.plugin());
  }

  private Class<?> filterClass(String className) throws PluginRefusedException {
    Class<?> type = find(className);
    if (type.getClassLoader() != loader) {
      throw refused(className, "not the plugin's own", "a class in the plugin");
    }
    if (!Filter.class.isAssignableFrom(type)) {
      throw refused(className, "not a filter", "implements " + Filter.class.getName());
    }
    if (!Modifier.isPublic(type.getModifiers())) {
      throw refused(className, "not public", "a public class");
    }
    if (Modifier.isAbstract(type.getModifiers())) {
      throw refused(className, "abstract", "a class that can be made");
    }
    return type;
  }

  private Class<?> find(String className) throws PluginRefusedException {
    try {
      return Class.forName(className, false, loader);
    } catch (ClassNotFoundException e) {
      String why = e.getCause() == null ? "" : ", " + e.getCause();
      throw refused(className, "not found" + why, "a class in the plugin");
    }
  }

  private static Filter<?> make(Class<?> type) throws Exception {
    try {
      Constructor<?> constructor = type.getConstructor();
      return (Filter<?>) constructor.newInstance();
    } catch (NoSuchMethodException e) {
      throw refused(
          type.getName(),
          "no public constructor without parameters",
          "public " + type.getSimpleName() + "()");
    } catch (InvocationTargetException e) {
      throw PluginFailure.of(
          "filter class " + type.getName() + ": constructor failed", e.getTargetException());
    }
  }

  private static PluginRefusedException refused(String className, String found, String expected) {
    return new PluginRefusedException(
        "filter class " + className + ": " + found + " (expected: " + expected + ")");
  }
}
