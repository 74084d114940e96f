/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 512kB}, {@code 10MB}, {@code 1GB}, in steps of 1024. */
final class Sizes {
  static final String EXPECTED = "a size such as 512kB, 10MB or 1GB";

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(kB|MB|GB)");

  private Sizes() {}

  /** Reads a size into bytes; empty if the text is none, or nothing. */
  static Optional<Long> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int shift =
        switch (matcher.group(2)) {
          case "kB" -> 10;
          case "MB" -> 20;
          default -> 30;
        };
    return Optional.of(Long.parseLong(matcher.group(1)) << shift).filter(bytes -> bytes > 0);
  }

  /** Writes a size in the largest unit that holds it without a rest, kB at least. */
  static String format(long bytes) {
    if (bytes % (1L << 30) == 0) {
      return (bytes >> 30) + "GB";
    }
    return bytes % (1L << 20) == 0 ? (bytes >> 20) + "MB" : (bytes >> 10) + "kB";
  }
}
