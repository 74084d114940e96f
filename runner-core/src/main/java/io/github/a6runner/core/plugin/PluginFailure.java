/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import io.github.a6runner.core.log.LogText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a plugin threw, in words for the operator. Whatever that is, it is the plugin's failure and
 * nobody else's, errors of the JVM too: the stack that overflowed was used by the plugin, and where
 * the heap is used up {@code bin/a6-runner} has the JVM end before anybody could catch that.
 */
final class PluginFailure {
  private static final Pattern CLASS_FILE_VERSION =
      Pattern.compile("^(\\S+) has been compiled.*?class file version (\\d+)");
  private static final int VERSION_OF_JAVA_ZERO = 44;

  private PluginFailure() {}

  /**
   * Says what failed and why, on one line.
   *
   * @param what what was tried
   * @param failure what it threw
   */
  static PluginRefusedException of(String what, Throwable failure) {
    if (failure instanceof PluginRefusedException refused) {
      return refused;
    }
    return new PluginRefusedException(what + ": " + words(failure), failure);
  }

  /** An exception's message, with its class where the message alone says little. */
  private static String words(Throwable failure) {
    if (failure instanceof UnsupportedClassVersionError) {
      return newerJava(String.valueOf(failure.getMessage()));
    }
    if (failure instanceof ExceptionInInitializerError && failure.getCause() != null) {
      return "its static initializer failed: " + oneLine(failure.getCause());
    }
    if (failure instanceof NoClassDefFoundError) {
      return "needs a class that is neither in the plugin nor shared by the runner: "
          + oneLine(failure);
    }
    return oneLine(failure);
  }

  private static String newerJava(String message) {
    Matcher matcher = CLASS_FILE_VERSION.matcher(message);
    if (!matcher.find()) {
      return message;
    }
    return "%s is compiled for Java %d (expected: at most %d, which runs here)"
        .formatted(
            matcher.group(1).replace('/', '.'),
            Integer.parseInt(matcher.group(2)) - VERSION_OF_JAVA_ZERO,
            Runtime.version().feature());
  }

  private static String oneLine(Throwable failure) {
    return LogText.of(failure).replaceAll("\\s*\\R\\s*", " ");
  }
}
