/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Default;
import io.github.a6runner.api.Header;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.RequestCall;

/**
 * Answers requests without credentials with 401, so that the upstream need not. What the
 * credentials are worth is the upstream's business; a blank header counts as none.
 *
 * <pre>{@code {"header": "X-Api-Key"}}</pre>
 */
public final class AuthCheck implements NonBlockingFilter<AuthCheck.Conf> {

  /**
   * The configuration.
   *
   * @param header the header that must be there; by default {@code Authorization}
   */
  public record Conf(@Default("Authorization") String header) {

    /**
     * Refuses what is no name of a header.
     *
     * @param header the header that must be there; by default {@code Authorization}
     */
    public Conf {
      Header.checkName(header);
    }
  }

  @Override
  public String name() {
    return "auth-check";
  }

  @Override
  public Conf configure(ConfSource source) {
    return source.as(Conf.class);
  }

  @Override
  public Decision onRequest(RequestCall call, Conf conf) {
    boolean there = call.headers().all(conf.header()).stream().anyMatch(value -> !value.isBlank());
    return there ? Decision.proceed() : Decision.stop(401);
  }
}
