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
  public static String of(Throwable failure) {
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
    StringBuilder out = new StringBuilder(Math.min(text.length(), MOST + 3));
    for (int i = 0; i < text.length() && i < MOST; i++) {
      char c = text.charAt(i);
      out.append(Character.isISOControl(c) ? '?' : c);
    }
    return text.length() > MOST ? out.append("...").toString() : out.toString();
  }
}
