/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the arguments of a query. */
final class QueryEscape {
  private static final String PLAIN = "-._~";

  private QueryEscape() {}

  static String of(List<TextEntry> args) {
    return args.stream()
        .map(arg -> of(arg.name()) + arg.value().map(value -> "=" + of(value)).orElse(""))
        .collect(Collectors.joining("&"));
  }

  private static String of(Text text) {
    StringBuilder escaped = new StringBuilder();
    for (byte octet : text.toByteArray()) {
      char unit = (char) (octet & 0xff);
      boolean plain = unit < 0x80 && (Character.isLetterOrDigit(unit) || PLAIN.indexOf(unit) >= 0);
      escaped.append(plain ? String.valueOf(unit) : String.format(Locale.ROOT, "%%%02X", octet));
    }
    return escaped.toString();
  }
}
