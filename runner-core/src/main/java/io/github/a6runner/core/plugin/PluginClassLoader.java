/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import io.github.a6runner.api.Filter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * The class loader of one plugin: it sees the JDK, the contract with the runner ({@code
 * io.github.a6runner.api} and slf4j), and its own jars. The runner's other libraries are out of its
 * sight, classes and resources alike, so that a plugin may bring any version of them.
 */
final class PluginClassLoader extends URLClassLoader {
  private static final String API = "io.github.a6runner.api.";

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader runner;

  /**
   * Makes the class loader of a plugin; whoever makes it closes it.
   *
   * @param plugin the plugin's name, which stack traces show
   * @param jars the plugin's jars
   * @throws MalformedURLException if a path has no address
   */
  PluginClassLoader(String plugin, List<Path> jars) throws MalformedURLException {
    // The platform as the only parent: all that is left to delegation is the JDK.
    super(plugin, urls(jars), ClassLoader.getPlatformClassLoader());
    this.runner = Filter.class.getClassLoader();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(API)) {
      return runner.loadClass(name);
    }
    if (name.startsWith("org.slf4j.")) {
      return loadShared(name, resolve);
    }
    return super.loadClass(name, resolve);
  }

  /** A package of slf4j that the runner does not have, such as a bridge, may be the plugin's. */
  private Class<?> loadShared(String name, boolean resolve) throws ClassNotFoundException {
    try {
      return runner.loadClass(name);
    } catch (ClassNotFoundException e) {
      return super.loadClass(name, resolve);
    }
  }

  private static URL[] urls(List<Path> jars) throws MalformedURLException {
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = jars.get(i).toUri().toURL();
    }
    return urls;
  }
}
