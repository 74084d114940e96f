/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import io.github.a6runner.protocol.Text;
import java.util.Locale;

/** How nginx writes a path into a request line. */
final class UriEscape {

  /** What is escaped besides control characters, space and all that is not ASCII. */
  private static final String ESCAPED = "\"#%<>?\\^`{|}";

  private UriEscape() {}

  /** Returns a path with everything escaped that may not stand in one, a percent sign too. */
  static Text path(Text path) {
    StringBuilder escaped = new StringBuilder();
    for (byte octet : path.toByteArray()) {
      append(escaped, octet & 0xff);
    }
    return Text.of(escaped.toString());
  }

  private static void append(StringBuilder escaped, int octet) {
    if (octet <= ' ' || octet >= 0x7f || ESCAPED.indexOf(octet) >= 0) {
      escaped.append(String.format(Locale.ROOT, "%%%02X", octet));
    } else {
      escaped.append((char) octet);
    }
  }
}
