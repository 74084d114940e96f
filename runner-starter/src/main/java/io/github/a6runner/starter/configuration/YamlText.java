/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.regex.Pattern;

/** Texts as YAML writes them. */
final class YamlText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9/._-]*(:/[^\\s#:]*)?");

  /** What YAML takes for something else than a text. */
  private static final Pattern SPECIAL =
      Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n|auto");

  private YamlText() {}

  /** A text, in quotes where YAML or this configuration would take it for something else. */
  static String scalar(String text) {
    return PLAIN.matcher(text).matches() && !SPECIAL.matcher(text).matches()
        ? text
        : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
