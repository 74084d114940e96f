/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Header;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.RequestHeaders;
import java.util.Map;

/** Sets headers, and refuses a configuration with one that cannot be sent. */
final class SetHeaders implements Filter<SetHeaders.Conf> {
  record Conf(Map<String, String> set) {
    Conf {
      set.keySet().forEach(RequestHeaders::checkName);
      set.forEach(Header::checked);
    }
  }

  @Override
  public String name() {
    return "set-headers";
  }

  @Override
  public Conf configure(ConfSource source) {
    return source.as(Conf.class);
  }

  @Override
  public Decision onRequest(RequestCall call, Conf conf) {
    conf.set().forEach(call.headers()::set);
    return Decision.proceed();
  }
}
