/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import java.util.stream.Collectors;

/** Texts whose letters may be of either case. */
final class AnyCase {
  private AnyCase() {}

  /** Whether a text matches the {@link #pattern} of a word. */
  static boolean equal(String word, String text) {
    return text.matches(pattern(word));
  }

  /** A regular expression, of Java and of JavaScript, for an identifier in any case. */
  static String pattern(String word) {
    return word.codePoints().mapToObj(AnyCase::letter).collect(Collectors.joining());
  }

  private static String letter(int letter) {
    String lower = Character.toString(Character.toLowerCase(letter));
    String upper = Character.toString(Character.toUpperCase(letter));
    if (lower.equals(upper)) {
      return letter == '$' ? "\\$" : lower;
    }
    return "[" + lower + upper + "]";
  }
}
