/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import io.github.a6runner.core.plugin.FilterSet;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Filters to be tried. */
final class PlayFilters {

  private PlayFilters() {}

  /** Filters that do what their names say. */
  static FilterSet all() {
    return FilterSet.of(new Mark(), new Path(), new Count(), new Stop(), new Fail(), new Answer());
  }

  private abstract static class Named implements Filter<String> {
    @Override
    public final String name() {
      return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    @Override
    public String configure(ConfSource source) {
      return source.text();
    }
  }

  /** Adds its conf to a request header and sets a response header. */
  static final class Mark extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      call.headers().set("x-mark", call.headers().first("x-mark").orElse("") + conf);
      call.responseHeaders().set("X-Seen-" + conf, call.path());
      return Decision.proceed();
    }
  }

  /** Sets the path. */
  static final class Path extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      call.path(conf);
      return Decision.proceed();
    }
  }

  /** Tells how often it was called. */
  static final class Count extends Named {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      call.headers().set("x-count", Integer.toString(calls.incrementAndGet()));
      return Decision.proceed();
    }
  }

  /** Answers itself. */
  static final class Stop extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.stop(418).header("X-Kind", "tea").body("tea");
    }
  }

  /** Fails in both phases. */
  static final class Fail extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      throw new IllegalStateException("no");
    }

    @Override
    public void onResponse(ResponseCall call, String conf) {
      throw new IllegalStateException("no");
    }
  }

  /** Changes the answer, with its conf. */
  static final class Answer extends Named {
    @Override
    public void onResponse(ResponseCall call, String conf) {
      call.status(call.status() + 1);
      call.headers().add("X-Answer", conf);
      call.replaceBody("instead");
    }
  }
}
