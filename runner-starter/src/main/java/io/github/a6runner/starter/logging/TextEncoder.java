/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * The log as text: one line for an event, and indented ones after it for an exception. Whatever an
 * event says, a line that begins with a time begins an event.
 */
final class TextEncoder extends EventEncoder {
  /** For a person who watches. */
  static final String TIME = "HH:mm:ss.SSS";

  /** For a file. */
  static final String DATE_AND_TIME = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX";

  private static final int LONGEST_LABEL = 128;
  private static final int LEVEL_WIDTH = 6;

  private final DateTimeFormatter time;

  /** Makes one that begins lines with the time in a pattern. */
  TextEncoder(String pattern) {
    this.time = DateTimeFormatter.ofPattern(pattern).withZone(ZoneId.systemDefault());
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder out = new StringBuilder();
    time.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), out);
    String level = event.getLevel().toString();
    out.append(' ').append(level).append(" ".repeat(LEVEL_WIDTH - level.length()));
    String logger = event.getLoggerName();
    OneLine.append(out, logger.substring(logger.lastIndexOf('.') + 1), LONGEST_LABEL);
    labels(out, event.getMDCPropertyMap());
    OneLine.append(out.append(' '), String.valueOf(event.getFormattedMessage()), LONGEST_MESSAGE);
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      StackLines.of(thrown).forEach(line -> out.append("\n    ").append(line));
    }
    return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void labels(StringBuilder out, Map<String, String> labels) {
    if (labels.isEmpty()) {
      return;
    }
    String before = " [";
    for (Map.Entry<String, String> label : LogLabels.inOrder(labels).entrySet()) {
      OneLine.append(out.append(before), label.getKey(), LONGEST_LABEL);
      OneLine.append(out.append('='), label.getValue(), LONGEST_LABEL);
      before = " ";
    }
    out.append(']');
  }
}
