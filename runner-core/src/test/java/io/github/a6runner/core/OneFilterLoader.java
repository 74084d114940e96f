/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.net.URL;
import java.net.URLClassLoader;

/** Loads the classes of one filter itself, as a plugin's loader does; all else is the tests'. */
final class OneFilterLoader extends URLClassLoader {

  private final Class<?> filter;

  OneFilterLoader(Class<?> filter) {
    super(
        new URL[] {filter.getProtectionDomain().getCodeSource().getLocation()},
        filter.getClassLoader());
    this.filter = filter;
  }

  Object newFilter() throws ReflectiveOperationException {
    return loadClass(filter.getName()).getDeclaredConstructor().newInstance();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(filter.getName())) {
      return super.loadClass(name, resolve);
    }
    Class<?> loaded = findLoadedClass(name);
    return loaded != null ? loaded : findClass(name);
  }
}
