/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.logging;

import io.github.a6runner.core.log.LogText;
import java.util.Locale;

/** Text made fit for one line of a log, so that nobody can forge another one with it. */
final class OneLine {
  private static final char DELETE = 0x7F;
  private static final char LAST_C1 = 0x9F;
  private static final char LINE_SEPARATOR = 0x2028;
  private static final char PARAGRAPH_SEPARATOR = 0x2029;

  private OneLine() {}

  /**
   * Adds a text with its control characters escaped, as in {@code \n}.
   *
   * @param most how many characters of it are added at most
   */
  static void append(StringBuilder out, String text, int most) {
    String limited = LogText.limited(text, most);
    for (int i = 0; i < limited.length(); i++) {
      append(out, limited.charAt(i));
    }
  }

  private static void append(StringBuilder out, char c) {
    if (c == '\n') {
      out.append("\\n");
    } else if (c == '\r') {
      out.append("\\r");
    } else if (c == '\t' || !isControl(c)) {
      out.append(c);
    } else {
      out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
  }

  /** Whether a terminal or a reader of lines may take it for more than text. */
  private static boolean isControl(char c) {
    return c < ' '
        || (c >= DELETE && c <= LAST_C1)
        || c == LINE_SEPARATOR
        || c == PARAGRAPH_SEPARATOR;
  }
}
