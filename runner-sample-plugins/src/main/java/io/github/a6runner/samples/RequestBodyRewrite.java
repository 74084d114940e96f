/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Field;
import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.RequestCall;

/**
 * Gives the upstream another body than the client sent. The client's is not even asked for.
 *
 * <pre>{@code {"new_body": "hello upstream"}}</pre>
 */
public final class RequestBodyRewrite implements NonBlockingFilter<RequestBodyRewrite.Conf> {

  /**
   * The configuration.
   *
   * @param newBody the body that the upstream gets
   */
  public record Conf(@Field("new_body") String newBody) {

    /**
     * Refuses an empty body: APISIX would take it for no change.
     *
     * @param newBody the body that the upstream gets
     */
    public Conf {
      if (newBody.isEmpty()) {
        throw new InvalidConfException("$.new_body: empty (expected: at least one character)");
      }
    }
  }

  @Override
  public String name() {
    return "request-body-rewrite";
  }

  @Override
  public Conf configure(ConfSource source) {
    return source.as(Conf.class);
  }

  @Override
  public Decision onRequest(RequestCall call, Conf conf) {
    call.replaceBody(conf.newBody());
    return Decision.proceed();
  }
}
