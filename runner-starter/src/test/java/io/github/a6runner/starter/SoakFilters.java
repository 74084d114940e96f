/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.api.AsyncFilter;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import io.github.a6runner.starter.TestFilters.Named;
import io.github.a6runner.starter.surroundings.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Filters of a soak. What a good one answers has the version of its jar, its conf and the call's
 * own mark in it; a bad one fails, is late or computes, and all of them come to an end.
 */
final class SoakFilters {
  /** The size of a large answer, more than fits the buffers of a socket. */
  static final int LARGE = 400_000;

  private static final String VERSION = "soak-version";

  private SoakFilters() {}

  /** Writes a plugin jar with all filters. */
  static void writeJar(Path jar, long version) throws IOException {
    FilterJar.write(
        jar,
        List.of(SoakFilters.class, Version.class, TestFilters.class, Named.class),
        List.of(
            Quick.class,
            Echo.class,
            Ask.class,
            Later.class,
            Mark.class,
            Large.class,
            Fail.class,
            Late.class,
            Spin.class),
        Map.of(VERSION, Long.toString(version)));
  }

  private static String answer(String conf, String mark) {
    return Version.TEXT + " " + conf + " " + mark;
  }

  private static Decision stop(String conf, String mark) {
    return Decision.stop(200).body(answer(conf, mark));
  }

  /** Returns after a time, whoever interrupts it. */
  private static void hold(long millis, Runnable meanwhile) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() - end < 0) {
      meanwhile.run();
      var unused = Thread.interrupted();
    }
  }

  private static final class Version {
    static final String TEXT = read();

    private static String read() {
      try (InputStream in = SoakFilters.class.getResourceAsStream("/" + VERSION)) {
        return new String(
            Objects.requireNonNull(in, VERSION).readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Answers on the event loop. */
  public static final class Quick extends Named implements NonBlockingFilter<String> {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return stop(conf, call.path());
    }
  }

  /** Answers after some milliseconds, as one that asks a service. */
  public static final class Echo extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
      return stop(conf, call.path());
    }
  }

  /** Answers with what it has asked the gateway. */
  public static final class Ask extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      String variable = call.variable("request_id").orElse("none");
      return stop(conf, call.path() + " " + variable + " " + call.body().text());
    }
  }

  /** Answers when the gateway has. */
  public static final class Later extends Named implements AsyncFilter<String> {
    @Override
    public CompletionStage<Decision> onRequestAsync(RequestCall call, String conf) {
      String path = call.path();
      return call.variableAsync("request_id")
          .thenApply(variable -> stop(conf, path + " " + variable.orElse("none")));
    }
  }

  /** Replaces a response. */
  public static final class Mark extends Named {
    @Override
    public void onResponse(ResponseCall call, String conf) {
      call.replaceBody(answer(conf, call.headers().first("x-mark").orElse("none")));
    }
  }

  /** Answers much. */
  public static final class Large extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      String head = answer(conf, call.path());
      return Decision.stop(200).body(head + " ".repeat(LARGE - head.length()));
    }
  }

  /** Fails at once. */
  public static final class Fail extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      throw new IllegalStateException("out of order");
    }
  }

  /** Waits on long after its time is over, and does not care for interrupts. */
  public static final class Late extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      hold(1300, () -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10)));
      return stop(conf, call.path());
    }
  }

  /** Computes after its time is over, and does not care for interrupts. */
  public static final class Spin extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      hold(1000, Thread::onSpinWait);
      return stop(conf, call.path());
    }
  }
}
