/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

/**
 * Says why the filters of a conf cannot be configured at all. The message is the runner's own and
 * for people, unlike that of another exception. It has no stack trace: no code is wrong, and under
 * load there may be thousands.
 */
public final class ConfNotReadyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfNotReadyException(String message) {
    super(message, null, false, false);
  }
}
