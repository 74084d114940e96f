/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.surroundings;

import java.util.List;
import java.util.Locale;

/** How things are written where people read them. */
public final class Words {
  private static final String PLAIN = "[A-Za-z0-9_./:=@%+,-]+";

  private Words() {}

  /**
   * Writes a constant, as people write it too.
   *
   * @param constant the constant
   * @return its name in lower case, with dashes
   */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Writes what there is to choose from.
   *
   * @param all at least two
   * @return a text such as {@code a, b or c}
   */
  public static String anyOf(List<String> all) {
    int last = all.size() - 1;
    return String.join(", ", all.subList(0, last)) + " or " + all.get(last);
  }

  /**
   * Says how many there are of a thing.
   *
   * @param number how many
   * @param thing what one of them is called
   * @return a text such as {@code 2 problems}
   */
  public static String counted(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /**
   * Writes a word of a command line, for a person to copy.
   *
   * @param word any text
   * @return the word, in quotes if a shell would take it for something else
   */
  public static String ofShell(String word) {
    return word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
