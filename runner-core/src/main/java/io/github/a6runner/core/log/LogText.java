/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.log;

/** Text from outside made fit for one line of the log. */
public final class LogText {
  private static final int MOST = 128;

  private LogText() {}

  /**
   * An exception in words; it is foreign code, and may throw when it is asked for them.
   *
   * @param failure the exception
   * @return what it says of itself, in full; its class where it says nothing
   */
  public static String wordsOf(Throwable failure) {
    try {
      return String.valueOf(failure);
    } catch (Throwable e) {
      return failure.getClass().getName() + " (it cannot be printed)";
    }
  }

  /**
   * The text without control characters and not longer than is useful.
   *
   * @param text any text
   * @return the text, fit for one line
   */
  public static String of(String text) {
    StringBuilder out = new StringBuilder(limited(text, MOST));
    for (int i = 0; i < out.length(); i++) {
      if (Character.isISOControl(out.charAt(i))) {
        out.setCharAt(i, '?');
      }
    }
    return out.toString();
  }

  /**
   * The text, or its beginning and {@code ...} if it is longer than is useful.
   *
   * @param text any text
   * @param most how many characters of it are left at most, one or more; no pair of surrogates is
   *     cut in two
   * @return the text, as long as that or with the dots
   */
  public static String limited(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean inPair = Character.isSurrogatePair(text.charAt(most - 1), text.charAt(most));
    return text.substring(0, inPair ? most - 1 : most) + "...";
  }
}
