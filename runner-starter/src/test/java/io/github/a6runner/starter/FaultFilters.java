/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.starter.TestFilters.Named;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Filters that do to their process what no filter should. */
final class FaultFilters {

  private FaultFilters() {}

  /** Writes a plugin jar with the filters of some classes. */
  static void writeJar(Path jar, Class<?>... filters) throws IOException {
    FilterJar.write(
        jar, List.of(FaultFilters.class, TestFilters.class, Named.class), List.of(filters));
  }

  private static void waitForEver() {
    while (true) {
      LockSupport.park();
      var unused = Thread.interrupted();
    }
  }

  /** Answers with its conf. */
  public static final class Fine extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.stop(200).body(conf);
    }
  }

  /** Prints. */
  public static final class Chatty extends Named {
    @Override
    public void start(ConfSource settings) {
      System.out.println("chatty starts");
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      System.out.println("chatty works");
      return Decision.stop(200).body(conf);
    }
  }

  /** Answers with the length of its conf. */
  public static final class Length extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.stop(200).body(Integer.toString(conf.length()));
    }
  }

  /** Answers with its conf a second later. */
  public static final class Slow extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
      while (System.nanoTime() - end < 0) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
      return Decision.stop(200).body(conf);
    }
  }

  /** Has the JVM wait for ever at its end. */
  public static final class Hook extends Named {
    /** For the loader of plugins. */
    public Hook() {
      Runtime.getRuntime().addShutdownHook(new Thread(FaultFilters::waitForEver));
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.proceed();
    }
  }

  /** Ends the JVM with a status. */
  public static final class Exit extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      System.exit(7);
      return Decision.proceed();
    }
  }

  /** The same on the thread of its connection. */
  public static final class ExitOnLoop extends Named implements NonBlockingFilter<String> {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      System.exit(7);
      return Decision.proceed();
    }
  }

  /** Takes memory until there is none. */
  public static final class Hoard extends Named {
    private final List<long[]> hoard = new ArrayList<>();

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      while (true) {
        hoard.add(new long[100_000]);
      }
    }
  }

  /** Calls itself for ever. */
  public static final class Overflow extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.stop(deeper(0));
    }

    private static int deeper(int depth) {
      return depth < 0 ? 0 : 1 + deeper(depth + 1);
    }
  }

  /** Leaves a thread behind that is no daemon, and does not come back from its close. */
  public static final class Clinging extends Named {
    @Override
    public void start(ConfSource settings) {
      new Thread(FaultFilters::waitForEver, "left").start();
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.stop(200).body(conf);
    }

    @Override
    public void close() {
      waitForEver();
    }
  }
}
