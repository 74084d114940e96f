/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.log;

import java.util.List;

/**
 * How much of a stack trace is worth reading to who wrote a plugin. What a plugin calls is above
 * its own frames, so that libraries, which the runner has too, need not be told apart.
 */
public final class StackTop {
  private static final List<String> BELOW =
      List.of(
          "io.github.a6runner.api.",
          "io.github.a6runner.core.",
          "io.github.a6runner.protocol.",
          "io.github.a6runner.starter.",
          "io.netty.",
          "com.github.benmanes.caffeine.",
          "com.google.flatbuffers.",
          "com.fasterxml.jackson.",
          "io.prometheus.",
          "java.",
          "javax.",
          "jdk.",
          "sun.");

  private StackTop() {}

  /**
   * Counts the frames down to the last one of a plugin; below it there is only how the runner came
   * to call it, which is the same each time.
   *
   * @param frames the frames, the innermost first
   * @return how many of them; all, if no plugin has a part in them
   */
  public static int of(List<StackTraceElement> frames) {
    for (int i = frames.size(); i > 0; i--) {
      String type = frames.get(i - 1).getClassName();
      if (BELOW.stream().noneMatch(type::startsWith)) {
        return i;
      }
    }
    return frames.size();
  }
}
