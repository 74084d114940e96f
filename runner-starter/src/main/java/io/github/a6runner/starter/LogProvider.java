/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** Logback with an MDC of the runner's own, see {@link CallMdc}. */
public final class LogProvider implements SLF4JServiceProvider {
  /** The system property that names the provider to slf4j. */
  private static final String PROVIDER = "slf4j.provider";

  /** The one that keeps slf4j from saying that it was named. */
  private static final String VERBOSITY = "slf4j.internal.verbosity";

  private final LogbackServiceProvider logback = new LogbackServiceProvider();
  private final CallMdc mdc = new CallMdc();

  /** For slf4j. */
  public LogProvider() {}

  /** Names this to slf4j, unless somebody has named another; before anything is logged. */
  static void install() {
    if (System.getProperty(PROVIDER) == null) {
      System.setProperty(PROVIDER, "io.github.a6runner.starter.LogProvider");
      System.setProperty(VERBOSITY, System.getProperty(VERBOSITY, "WARN"));
    }
  }

  @Override
  public void initialize() {
    logback.initialize();
    ((LoggerContext) logback.getLoggerFactory()).setMDCAdapter(mdc);
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return logback.getLoggerFactory();
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return logback.getMarkerFactory();
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return mdc;
  }

  @Override
  public String getRequestedApiVersion() {
    return logback.getRequestedApiVersion();
  }
}
