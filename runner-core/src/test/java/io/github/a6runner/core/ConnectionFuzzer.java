/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Files;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Where a fuzzer with coverage guidance comes in; see {@code ci/fuzz}. */
public final class ConnectionFuzzer {

  /** How often others are looked after. */
  private static final int INPUTS_BETWEEN = 256;

  private static final Errors ERRORS = new Errors();

  private static @Nullable HostileConnections connections;
  private static int inputs;

  private ConnectionFuzzer() {}

  /** Keeps what was logged as the runner's own mistake, and has nobody read the rest. */
  private static final class Errors extends AppenderBase<ILoggingEvent> {

    private volatile @Nullable String first;

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getThrowableProxy() != null) {
        first = event.getFormattedMessage() + ": " + event.getThrowableProxy().getMessage();
      }
    }

    void requireNone() {
      if (first != null) {
        throw new AssertionError(first);
      }
    }
  }

  /** Called once by the fuzzer: starts a runner that is there until the JVM ends. */
  public static void fuzzerInitialize(String[] arguments) throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    logger.detachAndStopAllAppenders();
    logger.addAppender(ERRORS);
    ERRORS.start();
    connections = new HostileConnections(Files.createTempDirectory("a6"));
  }

  /** Called by the fuzzer with each input; whatever it throws is a finding. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (connections != null && input.length > 0) {
      check(connections, input);
      ERRORS.requireNone();
      if (inputs++ % INPUTS_BETWEEN == 0) {
        connections.checkServes();
      }
    }
  }

  /** The first byte of an input says how the others are cut into pieces; 0 leaves them whole. */
  static void check(HostileConnections connections, byte[] input) {
    int pieceLength = input[0] == 0 ? input.length : input[0] & 0xFF;
    connections.check(Arrays.copyOfRange(input, 1, input.length), pieceLength);
  }
}
