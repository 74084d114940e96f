/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.a6runner.testkit.FilterTester;
import io.github.a6runner.testkit.RequestOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The filters of docs/migration.md do what they did before they moved. */
class MigrationTest {
  private static final String SECRET = "{\"secret\": \"s3cr3t\"}";
  private static final long EXPIRES = 1_800_000_000;

  /** As the Go code signs it. */
  private static final String SIGNATURE =
      "dc96f211e3e49e926f2e147716a1b00a18696ddee0f3ced758db3c48d82e889d";

  private final HttpServer service;

  /** Knows one token. */
  MigrationTest() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/user",
        exchange -> {
          boolean known =
              "Bearer t-1".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] user = (known ? "jo" : "nobody").getBytes(UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 404, user.length);
          exchange.getResponseBody().write(user);
          exchange.close();
        });
  }

  @BeforeEach
  void startService() {
    service.start();
  }

  @AfterEach
  void stopService() {
    service.stop(0);
  }

  @Test
  void tokenCheck_knownToken_passesTheUserOn() {
    try (FilterTester tester = FilterTester.of(new TokenCheck())) {
      RequestOutcome outcome =
          tester.request(r -> r.conf(conf()).header("authorization", "Bearer t-1"));

      assertThat(outcome).proceeds().hasHeader("X-User", "jo");
    }
  }

  @Test
  void tokenCheck_unknownToken_stops() {
    try (FilterTester tester = FilterTester.of(new TokenCheck())) {
      RequestOutcome outcome =
          tester.request(r -> r.conf(conf()).header("authorization", "Bearer t-2"));

      assertThat(outcome).stops().hasStatus(401).hasBody("who are you?\n");
    }
  }

  @Test
  void tokenCheck_noToken_stopsWithoutAsking() {
    stopService();
    try (FilterTester tester = FilterTester.of(new TokenCheck())) {
      assertThat(tester.request(r -> r.conf(conf()))).stops().hasStatus(401);
    }
  }

  @Test
  void tokenCheck_serviceThatIsGone_deniesTheCall() {
    stopService();
    try (FilterTester tester = FilterTester.of(new TokenCheck())) {
      RequestOutcome outcome =
          tester.request(r -> r.conf(conf()).header("authorization", "Bearer t-1"));

      assertThat(outcome).fails();
    }
  }

  @Test
  void tokenCheck_response_keepsItsHeadersAndGetsOneMore() {
    try (FilterTester tester = FilterTester.of(new TokenCheck())) {
      var client = tester.response(r -> r.conf(conf()).header("Content-Type", "text/css")).client();

      assertThat(client.header("Cache-Control")).contains("private");
      assertThat(client.header("Content-Type")).contains("text/css");
    }
  }

  @Test
  void signedLink_stillValid_goesOnWithoutItsSignature() {
    RequestOutcome outcome = link(EXPIRES, SIGNATURE);

    assertThat(outcome).proceeds();
    assertThat(outcome.upstream().args()).isEmpty();
  }

  @Test
  void signedLink_tooOld_stops() {
    assertThat(link(EXPIRES + 1, SIGNATURE)).stops().hasStatus(403);
  }

  @Test
  void signedLink_ofAnotherSignature_stops() {
    assertThat(link(EXPIRES, SIGNATURE.replace('0', '1'))).stops().hasStatus(403);
  }

  private static RequestOutcome link(long now, String signature) {
    try (FilterTester tester = FilterTester.of(new SignedLink(() -> Instant.ofEpochSecond(now)))) {
      return tester.request(
          r ->
              r.conf(SECRET)
                  .path("/files/a.pdf")
                  .arg("expires", Long.toString(EXPIRES))
                  .arg("signature", signature));
    }
  }

  private String conf() {
    return "{\"url\": \"http://127.0.0.1:%d/user\", \"timeout_ms\": 5000}"
        .formatted(service.getAddress().getPort());
  }
}
