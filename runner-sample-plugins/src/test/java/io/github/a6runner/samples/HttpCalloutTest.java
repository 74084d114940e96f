/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.a6runner.testkit.ClientResponse;
import io.github.a6runner.testkit.FilterTester;
import io.github.a6runner.testkit.RequestOutcome;
import io.github.a6runner.testkit.TestRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCalloutTest {
  @AutoClose private static final FilterTester tester = FilterTester.of(new HttpCallout());

  private final CountDownLatch testIsOver = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer service;

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.setExecutor(threads);
    service.start();
  }

  @AfterEach
  void stop() {
    testIsOver.countDown();
    service.stop(0);
    threads.shutdownNow();
  }

  @Test
  void request_asksTheService() {
    Headers asked = new Headers();
    answer(
        exchange -> {
          asked.putAll(exchange.getRequestHeaders());
          asked.set("Method", exchange.getRequestMethod());
          asked.set("Uri", exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(204, -1);
        });
    ask(
        deny(),
        r ->
            r.method("DELETE")
                .variable("request_uri", "/a%20b?c=d e&ü")
                .header("Authorization", "Bearer t")
                .header("Cookie", "c"));
    assertThat(asked.getFirst("Method")).isEqualTo("GET");
    assertThat(asked.getFirst("Uri")).isEqualTo("/check?x=1");
    assertThat(asked.getFirst("X-Original-Method")).isEqualTo("DELETE");
    assertThat(asked.getFirst("X-Original-Uri")).isEqualTo("/a%20b?c=d%20e&%C3%BC");
    assertThat(asked.getFirst("Authorization")).isEqualTo("Bearer t");
    assertThat(asked).doesNotContainKeys("Cookie", "Upgrade");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 299})
  void request_serviceSays2xx_proceedsWithItsHeaders(int status) {
    answer(
        exchange -> {
          exchange.getResponseHeaders().add("X-Auth-User", "jack");
          exchange.getResponseHeaders().add("x-auth-role", "a");
          exchange.getResponseHeaders().add("x-auth-role", "b");
          exchange.getResponseHeaders().add("X-Other", "o");
          exchange.sendResponseHeaders(status, -1);
        });
    RequestOutcome outcome = ask(deny(), r -> {});
    assertThat(outcome).proceeds().hasHeader("X-Auth-User", "jack");
    assertThat(outcome.upstream().header("X-Auth-Role").orElse("").split(", "))
        .containsExactlyInAnyOrder("a", "b");
    assertThat(outcome).proceeds().hasNoHeader("X-Other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deny", "allow"})
  void request_withAuthHeadersOfItsOwn_losesThem(String onError) {
    answer(exchange -> exchange.sendResponseHeaders(200, -1));
    String made = conf("/check", 5000, onError);
    RequestOutcome outcome =
        ask(made, r -> r.header("X-Auth-User", "root").header("X-Authority", "kept"));
    assertThat(outcome).proceeds().hasNoHeader("X-Auth-User");
    assertThat(outcome).proceeds().hasHeader("X-Authority", "kept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X_Auth_User", "x-auth_user", "X_AUTH-User"})
  void request_withAuthHeadersThatUpstreamsTakeForThem_losesThem(String name) {
    answer(exchange -> exchange.sendResponseHeaders(200, -1));
    assertThat(ask(deny(), r -> r.header(name, "root"))).proceeds().hasNoHeader(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deny", "allow"})
  void request_asManyHeadersAsApisixHandsOver_isStoppedUnasked(String onError) {
    AtomicInteger asked = new AtomicInteger();
    answer(
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
        });
    String conf = conf("/check", 5000, onError);
    assertThat(ask(conf, r -> fill(r, 99))).proceeds();
    assertThat(ask(conf, r -> fill(r, 100))).stops().hasStatus(431);
    assertThat(ask(conf, r -> fill(r, 100).header("X-Auth-Roles", "admin"))).stops().hasStatus(431);
    assertThat(asked).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 400, 401, 403, 404, 407, 429, 500, 503, 599})
  void request_serviceSaysAnotherStatus_isStoppedWithIt(int status) {
    answer(exchange -> exchange.sendResponseHeaders(status, -1));
    assertThat(ask(deny(), r -> {})).stops().hasStatus(status);
    assertThat(ask(conf("/check", 5000, "allow"), r -> {})).stops().hasStatus(status);
  }

  @Test
  void request_serviceRedirects_isStoppedWithTheRedirect() {
    answer(
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/login");
          exchange.getResponseHeaders().add("X-Other", "o");
          exchange.sendResponseHeaders(302, -1);
        });
    ClientResponse stop = ask(deny(), r -> {}).stop();
    assertThat(stop.status()).isEqualTo(302);
    assertThat(stop.header("Location")).hasValue("/login");
    assertThat(stop.header("X-Other")).isEmpty();
  }

  @Test
  void request_serviceChallenges_isStoppedWithTheChallenges() {
    answer(
        exchange -> {
          exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"a\"");
          exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer");
          exchange.sendResponseHeaders(401, 6);
          exchange.getResponseBody().write("denied".getBytes(UTF_8));
        });
    ClientResponse stop = ask(deny(), r -> {}).stop();
    assertThat(stop.headers("WWW-Authenticate")).containsExactly("Basic realm=\"a\"", "Bearer");
    assertThat(stop.body().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {600, 999})
  void request_serviceSaysNoStatus_isTakenAsNoAnswer(int status) {
    answer(exchange -> exchange.sendResponseHeaders(status, -1));
    assertThat(ask(deny(), r -> {})).stops().hasStatus(503);
    assertThat(ask(conf("/check", 5000, "allow"), r -> {})).proceeds();
  }

  @Test
  void request_serviceIsSilent_isDecidedAfterTheTimeout() {
    answer(exchange -> await(testIsOver));
    assertThat(ask(conf("/check", 50, "deny"), r -> {})).stops().hasStatus(503);
    assertThat(ask(conf("/check", 50, "allow"), r -> {})).proceeds();
  }

  @Test
  void request_serviceDoesNotFinishItsBody_isDecidedAfterTheTimeout() {
    answer(
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          await(testIsOver);
        });
    assertThat(ask(conf("/check", 300, "deny"), r -> {})).stops().hasStatus(503);
  }

  @Test
  void request_noServiceThere_isDecidedByOnError() {
    String refused = conf("/check", 5000, "deny");
    service.stop(0);
    assertThat(ask(refused, r -> {})).stops().hasStatus(503);
    RequestOutcome allowed =
        ask(refused.replace("deny", "allow"), r -> r.header("X-Auth-User", "root"));
    assertThat(allowed).proceeds();
    assertThat(allowed).proceeds().hasNoHeader("X-Auth-User");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer s3cret\u0001", "Bearer s3cret\u007f", "Bearer s3cret\u20ac"})
  void request_authorizationThatCannotBeSent_isTheClientsMistake(String authorization) {
    answer(exchange -> exchange.sendResponseHeaders(200, -1));
    try (LogLines log = new LogLines(HttpCallout.class)) {
      for (String conf : List.of(deny(), conf("/check", 5000, "allow"))) {
        assertThat(ask(conf, r -> r.header("Authorization", authorization))).stops().hasStatus(400);
      }
      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void request_noServiceThere_isLoggedWithoutTheUrl() {
    String conf = conf("/s3cret", 5000, "deny");
    service.stop(0);
    try (LogLines log = new LogLines(HttpCallout.class)) {
      ask(conf, r -> {});
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("no answer from 127.0.0.1")
          .doesNotContain("s3cret");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'timeout_ms': 1, 'on_error': 'deny'}|$.url",
        "{'url': 'http://a', 'on_error': 'deny'}|$.timeout_ms",
        "{'url': 'http://a', 'timeout_ms': 1}|$.on_error",
        "{'url': '', 'timeout_ms': 1, 'on_error': 'deny'}|$.url: malformed",
        "{'url': 'ftp://a', 'timeout_ms': 1, 'on_error': 'deny'}|$.url: malformed",
        "{'url': 'http:///x', 'timeout_ms': 1, 'on_error': 'deny'}|$.url: malformed",
        "{'url': 'http://a b', 'timeout_ms': 1, 'on_error': 'deny'}|$.url: malformed",
        "{'url': 'http://a', 'timeout_ms': 0, 'on_error': 'deny'}|$.timeout_ms",
        "{'url': 'http://a', 'timeout_ms': 1, 'on_error': 'skip'}|$.on_error",
        "{'url': 'http://a', 'timeout_ms': 1, 'on_error': 'deny', 'method': 'GET'}|$.method"
      })
  void conf_malformed_isRefused(String conf, String place) {
    assertThat(ask(conf.replace('\'', '"'), r -> {}))
        .fails()
        .refusesConf(place)
        .hasReasonContaining("(expected: ");
  }

  private void answer(HttpHandler handler) {
    service.createContext(
        "/",
        exchange -> {
          try (HttpExchange open = exchange) {
            handler.handle(open);
          }
        });
  }

  private String deny() {
    return conf("/check?x=1", 5000, "deny");
  }

  private String conf(String path, int timeoutMillis, String onError) {
    String host = service.getAddress().getAddress().getHostAddress();
    return "{\"url\": \"http://%s:%d%s\", \"timeout_ms\": %d, \"on_error\": \"%s\"}"
        .formatted(host, service.getAddress().getPort(), path, timeoutMillis, onError);
  }

  private static RequestOutcome ask(String conf, Consumer<TestRequest> request) {
    return tester.request(r -> request.accept(r.conf(conf)));
  }

  private static TestRequest fill(TestRequest request, int headers) {
    for (int i = 0; i < headers; i++) {
      request.header("X-Filler-" + i, "f");
    }
    return request;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
