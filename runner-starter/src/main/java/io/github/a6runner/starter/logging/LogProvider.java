/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.CoreConstants;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Logback with an MDC of the runner's own, see {@link CallMdc}. It begins without any
 * configuration, for which logback's own provider would look around for long: {@link Logging} sets
 * it up.
 */
public final class LogProvider implements SLF4JServiceProvider {
  /** The system property that names the provider to slf4j. */
  private static final String PROVIDER = "slf4j.provider";

  /** The one that keeps slf4j from saying that it was named. */
  private static final String VERBOSITY = "slf4j.internal.verbosity";

  private final LoggerContext logback = new LoggerContext();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final CallMdc mdc = new CallMdc();

  /** For slf4j. */
  public LogProvider() {}

  /** Names this to slf4j, unless somebody has named another; before anything is logged. */
  public static void install() {
    if (System.getProperty(PROVIDER) == null) {
      System.setProperty(PROVIDER, LogProvider.class.getName());
      System.setProperty(VERBOSITY, System.getProperty(VERBOSITY, "WARN"));
    }
  }

  @Override
  public void initialize() {
    logback.setName(CoreConstants.DEFAULT_CONTEXT_NAME);
    logback.setMDCAdapter(mdc);
    logback.start();
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return logback;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return mdc;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99"; // as logback's own says
  }
}
