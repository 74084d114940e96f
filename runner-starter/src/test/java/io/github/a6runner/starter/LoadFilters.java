/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.starter.TestFilters.Named;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Filters for a runner under load, good ones and bad ones. */
final class LoadFilters {

  private LoadFilters() {}

  /** Writes a plugin jar with all filters. */
  static void writeJar(Path jar) throws IOException {
    FilterJar.write(
        jar,
        List.of(LoadFilters.class, TestFilters.class, Named.class),
        List.of(Echo.class, Fail.class, Hang.class, Spin.class, SpinOnLoop.class));
  }

  /** What {@link Echo} answers. */
  static String echo(String conf, String path) {
    return conf + " " + path;
  }

  /** Tells its conf and the request's path, after some milliseconds, as one that asks a service. */
  public static final class Echo extends Named {
    private static final long WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      LockSupport.parkNanos(WORK_NANOS);
      return Decision.stop(200).body(echo(conf, call.path()));
    }
  }

  /** Fails at once. */
  public static final class Fail extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      throw new IllegalStateException("out of order");
    }
  }

  /** Waits for ever and does not care for interrupts. */
  public static final class Hang extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      while (true) {
        LockSupport.park(this);
        var unused = Thread.interrupted();
      }
    }
  }

  /** Computes for ever and does not care for interrupts. */
  public static final class Spin extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      while (true) {
        Thread.onSpinWait();
      }
    }
  }

  /** Computes for ever where it said that it would not. */
  public static final class SpinOnLoop extends Named implements NonBlockingFilter<String> {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      while (true) {
        Thread.onSpinWait();
      }
    }
  }
}
