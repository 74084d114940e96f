/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.Call;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.Variables;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;

/** Asks for what a request does not come with. */
final class Questions implements Filter<String> {
  @Override
  public String name() {
    return "questions";
  }

  @Override
  public String configure(ConfSource source) {
    return source.text();
  }

  @Override
  public Decision onRequest(RequestCall call, String conf) {
    Optional<String> consumer = call.variable(Variables.CONSUMER_NAME);
    Optional<String> session = call.variable("cookie_session");
    Body body = call.body();

    HttpRequest question = question(call, URI.create("http://127.0.0.1/"));
    return Decision.stop(200)
        .header("X-Trace", question.headers().firstValue("traceparent").orElse("none"))
        .header("X-Id", question.headers().firstValue("x-request-id").orElse("none"))
        .body("%s %s %s".formatted(consumer, session, body));
  }

  private static HttpRequest question(Call call, URI directory) {
    HttpRequest.Builder question = HttpRequest.newBuilder(directory);
    call.traceParent().ifPresent(trace -> question.header("traceparent", trace.header()));
    call.requestId().ifPresent(id -> question.header("x-request-id", id));
    return question.build();
  }
}
