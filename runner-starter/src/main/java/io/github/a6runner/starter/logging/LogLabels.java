/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.logging;

import io.github.a6runner.core.log.LogContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The labels of a log event in the order in which they are written. */
final class LogLabels {
  private LogLabels() {}

  /** First those of the runner, then those of plugins by their names. */
  static Map<String, String> inOrder(Map<String, String> labels) {
    Map<String, String> ordered = new LinkedHashMap<>();
    for (String key : LogContext.KEYS) {
      String value = labels.get(key);
      if (value != null) {
        ordered.put(key, value);
      }
    }
    new TreeMap<>(labels).forEach(ordered::putIfAbsent);
    return ordered;
  }
}
