/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks.there;

import com.google.gson.Gson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.apisix.plugin.runner.HttpRequest;
import org.apache.apisix.plugin.runner.HttpResponse;
import org.apache.apisix.plugin.runner.PostRequest;
import org.apache.apisix.plugin.runner.PostResponse;
import org.apache.apisix.plugin.runner.filter.PluginFilter;
import org.apache.apisix.plugin.runner.filter.PluginFilterChain;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.stereotype.Component;

/** Asks a service whose token a request brings along. What is null there may be null here. */
@NullUnmarked
@Component
public class TokenCheck implements PluginFilter {
  private final Gson gson = new Gson();
  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public String name() {
    return "TokenCheck";
  }

  @Override
  public void filter(HttpRequest request, HttpResponse response, PluginFilterChain chain) {
    Map<?, ?> conf = gson.fromJson(request.getConfig(this), Map.class);
    Optional<String> user =
        Optional.ofNullable(request.getHeader("authorization"))
            .filter(token -> token.matches("Bearer [\\w.~+/=-]+"))
            .flatMap(token -> user(conf, token));
    if (user.isEmpty()) {
      response.setStatusCode(401);
      response.setHeader("WWW-Authenticate", "Bearer");
      response.setBody("who are you?\n");
      return;
    }
    request.setHeader("X-User", user.get());
    chain.filter(request, response);
  }

  private Optional<String> user(Map<?, ?> conf, String token) {
    var question =
        java.net.http.HttpRequest.newBuilder(URI.create((String) conf.get("url")))
            .timeout(Duration.ofMillis(((Number) conf.get("timeout_ms")).longValue()))
            .header("Authorization", token)
            .build();
    try {
      var answer = client.send(question, BodyHandlers.ofString());
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException | InterruptedException e) {
      return Optional.empty();
    }
  }

  @Override
  public void postFilter(PostRequest request, PostResponse response, PluginFilterChain chain) {
    request.getUpstreamHeaders().forEach(response::setHeader);
    response.setHeader("Cache-Control", "private");
    chain.postFilter(request, response);
  }
}
