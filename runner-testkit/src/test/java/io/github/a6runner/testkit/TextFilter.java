/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;

/** Filters whose configuration is the text of the route, and which do what a test hands in. */
final class TextFilter {
  private TextFilter() {}

  /** Decides on a request. */
  @FunctionalInterface
  interface OnRequest {
    Decision decide(RequestCall call, String conf) throws Exception;
  }

  /** Looks at a response. */
  @FunctionalInterface
  interface OnResponse {
    void look(ResponseCall call, String conf) throws Exception;
  }

  static Filter<String> onRequest(String name, OnRequest body) {
    return new Requests(name, body);
  }

  static Filter<String> onResponse(String name, OnResponse body) {
    return new Responses(name, body);
  }

  /** What all of them do alike. */
  abstract static class Base implements Filter<String> {
    private final String name;

    Base(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String configure(ConfSource source) {
      return source.text();
    }
  }

  private static final class Requests extends Base {
    private final OnRequest body;

    Requests(String name, OnRequest body) {
      super(name);
      this.body = body;
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) throws Exception {
      return body.decide(call, conf);
    }
  }

  private static final class Responses extends Base {
    private final OnResponse body;

    Responses(String name, OnResponse body) {
      super(name);
      this.body = body;
    }

    @Override
    public void onResponse(ResponseCall call, String conf) throws Exception {
      body.look(call, conf);
    }
  }
}
