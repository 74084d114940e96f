/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.github.a6runner.api.AsyncFilter;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Field;
import io.github.a6runner.api.Header;
import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.api.Min;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.Variables;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an HTTP service whether a request may go on, and holds no thread while it waits.
 *
 * <p>The service gets a GET with the headers {@code X-Original-Method}, {@code X-Original-Uri} and
 * the client's {@code Authorization}. If it answers 2xx, the request goes on with the service's
 * {@code X-Auth-*} headers, in place of any that the client made up, with {@code _} for {@code -}
 * too, as many upstreams take both for the same. With another status the request is stopped with
 * it, and with the service's {@code Location} and {@code WWW-Authenticate}; redirects are not
 * followed. Without an answer in time {@code on_error} decides between 503 and going on.
 *
 * <p>Nobody is asked where the client's {@code Authorization} is nothing that could be asked with,
 * which is answered with 400, and where a request has 100 headers or more, which is answered with
 * 431: APISIX hands over 100 at most, and one behind them would reach the upstream although it was
 * made up. Filters that take headers away belong behind this one.
 *
 * <pre>{@code {"url": "http://127.0.0.1:8181/check", "timeout_ms": 500, "on_error": "deny"}}</pre>
 */
public final class HttpCallout implements AsyncFilter<HttpCallout.Conf> {
  private static final Logger LOG = LoggerFactory.getLogger(HttpCallout.class);
  private static final List<String> PASSED_ON = List.of("Location", "WWW-Authenticate");

  /**
   * The configuration.
   *
   * @param url where to ask
   * @param timeoutMillis the time for the whole exchange, in milliseconds
   * @param onError what to do without an answer
   */
  public record Conf(
      String url,
      @Field("timeout_ms") @Min(1) int timeoutMillis,
      @Field("on_error") OnError onError) {

    /**
     * Refuses what no service can be reached under; the URL stays out of the message.
     *
     * @param url where to ask
     * @param timeoutMillis the time for the whole exchange, in milliseconds
     * @param onError what to do without an answer
     */
    public Conf {
      try {
        HttpRequest.newBuilder(URI.create(url));
      } catch (IllegalArgumentException e) {
        throw new InvalidConfException("$.url: malformed (expected: http:// or https://)");
      }
    }
  }

  /** What to do without an answer. */
  public enum OnError {
    /** Stop the request with 503. */
    DENY,
    /** Let the request go on. */
    ALLOW
  }

  private @Nullable HttpClient client; // guarded by this

  @Override
  public String name() {
    return "http-callout";
  }

  @Override
  public Conf configure(ConfSource source) {
    return source.as(Conf.class);
  }

  @Override
  public Needs needs(Phase phase, Conf conf) {
    return Needs.variables(Variables.REQUEST_URI);
  }

  @Override
  public CompletionStage<Decision> onRequestAsync(RequestCall call, Conf conf) {
    if (HeaderLimit.isReached(call)) {
      return CompletableFuture.completedStage(Decision.stop(431));
    }
    removeMadeUp(call);
    HttpRequest question;
    try {
      question = question(call, conf);
    } catch (IllegalArgumentException e) {
      // The HTTP client refuses the Authorization. That is not on_error's: clients could choose it.
      return CompletableFuture.completedStage(Decision.stop(400));
    }
    CompletableFuture<HttpResponse<Void>> exchange =
        client().sendAsync(question, BodyHandlers.discarding());
    return exchange
        .copy()
        .orTimeout(conf.timeoutMillis(), MILLISECONDS)
        .whenComplete((answer, failure) -> exchange.cancel(true))
        .handle(
            (answer, failure) ->
                failure == null
                    ? decide(call, answer, conf)
                    : withoutAnswer(conf, failure.toString()));
  }

  private static HttpRequest question(RequestCall call, Conf conf) {
    String uri = call.variable(Variables.REQUEST_URI).orElse(call.path());
    HttpRequest.Builder question =
        HttpRequest.newBuilder(URI.create(conf.url()))
            .header("X-Original-Method", call.method())
            .header("X-Original-Uri", ascii(uri));
    call.headers()
        .first("Authorization")
        .ifPresent(value -> question.header("Authorization", value));
    return question.build();
  }

  private static Decision decide(RequestCall call, HttpResponse<?> answer, Conf conf) {
    int status = answer.statusCode();
    if (status < 200 || status > 599) {
      return withoutAnswer(conf, "status: " + status + " (expected: 200 to 599)");
    }
    if (status < 300) {
      copyHeaders(answer, call);
      return Decision.proceed();
    }
    Decision.Stop stop = Decision.stop(status);
    for (String name : PASSED_ON) {
      for (String value : answer.headers().allValues(name)) {
        stop = stop.header(name, value);
      }
    }
    return stop;
  }

  private static Decision withoutAnswer(Conf conf, String reason) {
    LOG.warn("http-callout: no answer from {}: {}", URI.create(conf.url()).getHost(), reason);
    return conf.onError() == OnError.ALLOW ? Decision.proceed() : Decision.stop(503);
  }

  private static void removeMadeUp(RequestCall call) {
    call.headers().asList().stream()
        .map(Header::name)
        .filter(HttpCallout::isCopied)
        .forEach(call.headers()::remove);
  }

  private static void copyHeaders(HttpResponse<?> answer, RequestCall call) {
    for (Map.Entry<String, List<String>> header : answer.headers().map().entrySet()) {
      if (isCopied(header.getKey())) {
        call.headers().set(header.getKey(), String.join(", ", header.getValue()));
      }
    }
  }

  private static boolean isCopied(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-').startsWith("x-auth-");
  }

  /** Clients send more in a URI than is allowed in it, or in a header. */
  private static String ascii(String uri) {
    StringBuilder ascii = new StringBuilder();
    for (byte b : uri.getBytes(UTF_8)) {
      ascii.append(b > ' ' && b < 0x7f ? (char) b : "%%%02X".formatted(b));
    }
    return ascii.toString();
  }

  /** Made when it is first used: that takes longer than all else when the runner starts. */
  private synchronized HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
    }
    return client;
  }

  /** The client can be closed from JDK 21 on; before, it goes when nothing refers to it. */
  @Override
  public synchronized void close() throws Exception {
    if (client instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }
}
