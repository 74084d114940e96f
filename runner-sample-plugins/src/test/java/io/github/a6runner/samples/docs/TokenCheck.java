/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Field;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Min;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The filter that docs/migration.md moves here from Apache's Java runner. */
public final class TokenCheck implements Filter<TokenCheck.Conf> {
  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public String name() {
    return "TokenCheck";
  }

  /**
   * What a route configures.
   *
   * @param url the service that knows tokens
   * @param timeoutMillis for how long it is waited for, in milliseconds
   */
  public record Conf(String url, @Field("timeout_ms") @Min(1) int timeoutMillis) {}

  @Override
  public Conf configure(ConfSource source) {
    return source.as(Conf.class);
  }

  @Override
  public Decision onRequest(RequestCall call, Conf conf) throws Exception {
    Optional<String> token =
        call.headers().first("Authorization").filter(it -> it.matches("Bearer [\\w.~+/=-]+"));
    Optional<String> user = token.isPresent() ? user(conf, token.get()) : Optional.empty();
    if (user.isEmpty()) {
      return Decision.stop(401).header("WWW-Authenticate", "Bearer").body("who are you?\n");
    }
    call.headers().set("X-User", user.get());
    return Decision.proceed();
  }

  private Optional<String> user(Conf conf, String token) throws IOException, InterruptedException {
    HttpRequest question =
        HttpRequest.newBuilder(URI.create(conf.url()))
            .timeout(Duration.ofMillis(conf.timeoutMillis()))
            .header("Authorization", token)
            .build();
    HttpResponse<String> answer = client.send(question, BodyHandlers.ofString());
    return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
  }

  @Override
  public void onResponse(ResponseCall call, Conf conf) {
    call.headers().set("Cache-Control", "private");
  }
}
