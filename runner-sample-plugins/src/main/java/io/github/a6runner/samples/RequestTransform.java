/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Default;
import io.github.a6runner.api.Field;
import io.github.a6runner.api.Header;
import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.QueryArgs;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.RequestHeaders;
import io.github.a6runner.api.ResponseHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes what the upstream sees of a request, and adds headers to its response. What is to be
 * removed goes first, so something that is also set is there in the end.
 *
 * <pre>{@code
 * {"path": "/v2/items", "set_headers": {"X-Tenant": "a"}, "remove_headers": ["Cookie"],
 *  "set_args": {"limit": "10"}, "remove_args": ["debug"], "response_headers": {"X-Via": "a6"}}
 * }</pre>
 */
public final class RequestTransform implements NonBlockingFilter<RequestTransform.Conf> {

  /**
   * The configuration. Maps keep the order in which they were written.
   *
   * @param setHeaders headers to set
   * @param removeHeaders headers to take away
   * @param setArgs arguments of the query to set
   * @param removeArgs arguments of the query to take away
   * @param path the path for the upstream
   * @param responseHeaders headers to set on the response
   */
  public record Conf(
      @Field("set_headers") @Default("{}") Map<String, String> setHeaders,
      @Field("remove_headers") @Default("[]") List<String> removeHeaders,
      @Field("set_args") @Default("{}") Map<String, String> setArgs,
      @Field("remove_args") @Default("[]") List<String> removeArgs,
      Optional<String> path,
      @Field("response_headers") @Default("{}") Map<String, String> responseHeaders) {

    /**
     * Refuses at once what would fail at each call.
     *
     * @param setHeaders headers to set
     * @param removeHeaders headers to take away
     * @param setArgs arguments of the query to set
     * @param removeArgs arguments of the query to take away
     * @param path the path for the upstream
     * @param responseHeaders headers to set on the response
     */
    public Conf {
      Place.check("$.set_headers", () -> setHeaders.forEach(Conf::checkHeader));
      Place.check("$.remove_headers", () -> removeHeaders.forEach(RequestHeaders::checkName));
      Place.check("$.set_args", () -> setArgs.keySet().forEach(QueryArgs::checkName));
      Place.check("$.response_headers", () -> responseHeaders.forEach(Conf::checkResponseHeader));
      if (path.filter(p -> !p.matches("/[^?\\p{Cntrl}]*")).isPresent()) {
        throw new InvalidConfException(
            "$.path: malformed (expected: / at the beginning, no ? and no control characters)");
      }
    }

    private static void checkHeader(String name, String value) {
      RequestHeaders.checkName(name);
      Header.checked(name, value);
    }

    private static void checkResponseHeader(String name, String value) {
      ResponseHeaders.checkName(Phase.REQUEST, name);
      Header.checked(name, value);
    }
  }

  @Override
  public String name() {
    return "request-transform";
  }

  @Override
  public Conf configure(ConfSource source) {
    return source.as(Conf.class);
  }

  @Override
  public Decision onRequest(RequestCall call, Conf conf) {
    conf.path().ifPresent(call::path);
    conf.removeHeaders().forEach(call.headers()::remove);
    conf.setHeaders().forEach(call.headers()::set);
    conf.removeArgs().forEach(call.args()::remove);
    conf.setArgs().forEach(call.args()::set);
    conf.responseHeaders().forEach(call.responseHeaders()::set);
    return Decision.proceed();
  }
}
