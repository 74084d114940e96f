/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Has logback begin as under {@link LogProvider}, which is not in the tests: without files of its
 * own, and with nothing logged until {@link Logging} sets it up.
 */
public final class Unconfigured extends ContextAwareBase implements Configurator {

  /** For logback, which finds it as a service. */
  public Unconfigured() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
