/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import io.github.a6runner.core.log.StackTop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exception of a log event, line by line; what its message holds stays on one line. */
final class StackLines {
  private static final int MOST_LINES = 300;
  private static final int LONGEST_MESSAGE = 4096;
  private static final String INDENT = "    ";

  private final List<String> lines = new ArrayList<>();

  private StackLines() {}

  /** The lines, those of causes and frames indented. */
  static List<String> of(IThrowableProxy thrown) {
    StackLines stack = new StackLines();
    stack.add(thrown, "", "");
    return stack.lines;
  }

  private void add(IThrowableProxy thrown, String indent, String what) {
    if (lines.size() >= MOST_LINES) {
      return;
    }
    lines.add(heading(thrown, indent, what));
    if (thrown.isCyclic()) {
      return;
    }
    frames(thrown, indent + INDENT);
    for (IThrowableProxy suppressed : given(thrown.getSuppressed())) {
      add(suppressed, indent + INDENT, "suppressed: ");
    }
    IThrowableProxy cause = thrown.getCause();
    if (cause != null) {
      add(cause, indent, "caused by: ");
    }
  }

  private static String heading(IThrowableProxy thrown, String indent, String what) {
    StringBuilder heading = new StringBuilder(indent).append(what).append(thrown.getClassName());
    String message = thrown.getMessage();
    if (message != null) {
      OneLine.append(heading.append(": "), message, LONGEST_MESSAGE);
    }
    return heading.toString();
  }

  /** Those that it has in common with what it is the cause of stand there. */
  private void frames(IThrowableProxy thrown, String indent) {
    StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
    int own = Math.max(0, frames.length - thrown.getCommonFrames());
    int telling =
        StackTop.of(
            Arrays.stream(frames)
                .limit(own)
                .map(StackTraceElementProxy::getStackTraceElement)
                .toList());
    int shown = Math.min(telling, Math.max(0, MOST_LINES - lines.size()));
    for (int i = 0; i < shown; i++) {
      lines.add(indent + frames[i].getSTEAsString());
    }
    if (shown < frames.length) {
      lines.add(indent + "... " + (frames.length - shown) + " more");
    }
  }

  private static IThrowableProxy[] given(IThrowableProxy @Nullable [] suppressed) {
    return suppressed == null ? new IThrowableProxy[0] : suppressed;
  }
}
