/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;

/** Writes a log event by event, with nothing before the first and nothing after the last. */
abstract class EventEncoder extends EncoderBase<ILoggingEvent> {
  static final int LONGEST_MESSAGE = 16_384;
  private static final byte[] NOTHING = {};

  @Override
  public final byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public final byte[] footerBytes() {
    return NOTHING;
  }
}
