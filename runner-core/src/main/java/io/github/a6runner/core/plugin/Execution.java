/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import java.util.Locale;

/** The three ways in which a filter runs. */
public enum Execution {
  /** Its phases may block; they run on threads made for that. */
  BLOCKING,
  /** Its phases never wait; they run on the thread that serves the socket. */
  NON_BLOCKING,
  /** Its phases return a stage at once, on the thread that serves the socket. */
  ASYNC;

  private final String label = name().toLowerCase(Locale.ROOT);

  /**
   * How it is called where machines read it.
   *
   * @return a name in lower case with underscores
   */
  public String label() {
    return label;
  }
}
