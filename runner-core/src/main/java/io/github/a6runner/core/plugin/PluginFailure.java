/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.core.log.LogText;
import java.util.function.Function;
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
    if (failure instanceof UnfitFilterException unfit) {
      return unfit.refusal();
    }
    return new PluginRefusedException(
        what + ": " + words(failure, PluginFailure::oneLine),
        what + ": " + words(failure, each -> each.getClass().getName()),
        failure);
  }

  /** Says why a filter refuses its settings. */
  static PluginRefusedException ofSettings(LoadedFilter filter, InvalidConfException refusal) {
    String what = "filter " + filter.name() + ": settings refused";
    return new PluginRefusedException(
        what + ": " + oneLine(String.valueOf(refusal.getMessage())), what, refusal);
  }

  /** Says why a filter was not started. */
  static PluginRefusedException ofStart(LoadedFilter filter, Throwable failure) {
    return of("filter " + filter.name() + ": start failed", failure);
  }

  private static String words(Throwable failure, Function<Throwable, String> said) {
    if (failure instanceof UnsupportedClassVersionError) {
      return newerJava(failure, said);
    }
    if (failure instanceof ExceptionInInitializerError && failure.getCause() != null) {
      return "its static initializer failed: " + said.apply(failure.getCause());
    }
    if (failure instanceof NoClassDefFoundError) {
      return "needs a class that is neither in the plugin nor shared by the runner: "
          + said.apply(failure);
    }
    return said.apply(failure);
  }

  private static String newerJava(Throwable failure, Function<Throwable, String> said) {
    Matcher matcher = CLASS_FILE_VERSION.matcher(String.valueOf(failure.getMessage()));
    if (!matcher.find()) {
      return said.apply(failure);
    }
    return "%s is compiled for Java %d (expected: at most %d, which runs here)"
        .formatted(
            matcher.group(1).replace('/', '.'),
            Integer.parseInt(matcher.group(2)) - VERSION_OF_JAVA_ZERO,
            Runtime.version().feature());
  }

  private static String oneLine(Throwable failure) {
    return oneLine(LogText.wordsOf(failure));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
