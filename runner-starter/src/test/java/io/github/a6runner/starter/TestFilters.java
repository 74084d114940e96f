/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Filters for the commands to run, in a jar like anybody's. */
public final class TestFilters {

  private TestFilters() {}

  /** Writes a plugin jar with all filters. */
  public static void writeJar(Path jar) throws IOException {
    FilterJar.write(
        jar,
        List.of(TestFilters.class, Named.class),
        List.of(Stop.class, Change.class, Pass.class, Stamp.class, Fail.class));
  }

  /** A filter that has the name of its class, and its conf as a text. */
  abstract static class Named implements Filter<String> {
    @Override
    public final String name() {
      return getClass().getSimpleName();
    }

    @Override
    public final String configure(ConfSource source) {
      return source.text();
    }
  }

  /** Stops with its conf as the body. */
  public static final class Stop extends Named {
    private String kind = "";

    @Override
    public void start(ConfSource settings) {
      kind = settings.text().contains("Coffee") ? "Coffee" : "Tea";
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.stop(418).header("X-Kind", kind).body(conf);
    }
  }

  /** Changes everything about a request. */
  public static final class Change extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) throws Exception {
      call.path("/new");
      call.headers().set("x-client", call.variable("remote_addr").orElse("none"));
      call.headers().remove("x-old");
      call.args().set("a", "2");
      call.replaceBody("new body");
      call.responseHeaders().set("X-Changed", "yes");
      return Decision.proceed();
    }
  }

  /** Lets a request go on. */
  public static final class Pass extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.proceed();
    }
  }

  /** Adds a header to a response. */
  public static final class Stamp extends Named {
    @Override
    public void onResponse(ResponseCall call, String conf) {
      call.headers().set("X-Stamp", Integer.toString(call.status()));
    }
  }

  /** Fails in both phases. */
  public static final class Fail extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      throw new IllegalStateException("out of order");
    }

    @Override
    public void onResponse(ResponseCall call, String conf) {
      throw new IllegalStateException("out of order");
    }
  }
}
