/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.project;

import io.github.a6runner.starter.surroundings.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * What a new plugin's project and the things in it are called. Immutable.
 *
 * @param name the project, its artifact and its filter: {@code my-plugin}
 * @param packageName the package of its classes, which is its group too
 * @param className the class of its filter: {@code MyPluginFilter}
 */
record ProjectNames(String name, String packageName, String className) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int LONGEST = 64;
  private static final String SUFFIX = "Filter";

  /** The one class of the filter's imports that could have its name. */
  private static final String IMPORTED = "NonBlockingFilter";

  /** What a plugin's class loader takes from the JDK or the runner, and never from the plugin. */
  private static final List<String> TAKEN = List.of("java", "io.github.a6runner", "org.slf4j");

  /**
   * Derives the names.
   *
   * @param name the name of the project
   * @throws UsageException if it is no good
   */
  static ProjectNames of(String name) throws UsageException {
    requireName(name);
    String word = name.replace("-", "");
    return of(name, "com.example." + (SourceVersion.isKeyword(word) ? word + "plugin" : word));
  }

  /**
   * Derives the names.
   *
   * @param name the name of the project
   * @param packageName the package of its classes
   * @throws UsageException if one of them is no good
   */
  static ProjectNames of(String name, String packageName) throws UsageException {
    requireName(name);
    requirePackage(packageName);
    return new ProjectNames(name, packageName, className(name));
  }

  /** The package as a path. */
  String path() {
    return packageName.replace('.', '/');
  }

  private static void requireName(String name) throws UsageException {
    if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
      throw new UsageException(
          "NAME: "
              + name
              + " (expected: lower case letters, digits and single hyphens, a letter first, at most "
              + LONGEST
              + ")");
    }
  }

  private static void requirePackage(String name) throws UsageException {
    if (!SourceVersion.isName(name) || !name.equals(name.toLowerCase(Locale.ROOT))) {
      throw new UsageException(
          "--package: " + name + " (expected: a Java package in lower case, as com.example.mine)");
    }
    for (String taken : TAKEN) {
      if (name.equals(taken) || name.startsWith(taken + ".")) {
        throw new UsageException(
            "--package: " + name + " (expected: not in " + taken + ", which is not the plugin's)");
      }
    }
  }

  private static String className(String name) {
    String words =
        Arrays.stream(name.split("-", -1))
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
    String className = words.endsWith(SUFFIX) ? words : words + SUFFIX;
    return className.equals(IMPORTED) ? className + "Plugin" : className;
  }
}
