/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.Header;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterTesterResponseTest {

  @Test
  void response_changed_givesWhatTheClientGets() {
    try (FilterTester tester =
        FilterTester.of(
            TextFilter.onResponse(
                "f",
                (call, conf) -> {
                  call.status(call.status() + 1);
                  call.headers().add("X-Conf", conf);
                  call.replaceBody(call.body().text() + "!");
                }))) {
      ResponseOutcome outcome =
          tester.response(
              r -> r.conf("c").status(201).header("Content-Type", "text/html").body("hi"));
      assertThat(outcome.failed()).as("%s", outcome).isFalse();
      assertThat(outcome.client().status()).isEqualTo(202);
      assertThat(outcome.client().headers())
          .containsExactly(new Header("content-type", "text/html"), new Header("x-conf", "c"));
      assertThat(outcome.client().body().text()).isEqualTo("hi!");
    }
  }

  @Test
  void variables_followFromTheResponse() {
    List<Object> seen = new ArrayList<>();
    try (FilterTester tester =
        FilterTester.of(
            TextFilter.onResponse(
                "f",
                (call, conf) -> {
                  for (String name : List.of("uri", "remote_addr", "status", "upstream_http_x")) {
                    seen.add(call.variable(name).orElse("none"));
                  }
                }))) {
      var unused = tester.response(r -> r.status(404).header("X", "y"));
    }
    assertThat(seen).containsExactly("/", "127.0.0.1", "404", "y");
  }

  @Test
  void response_unchanged_keepsItsHeadersAndBody() {
    try (FilterTester tester = FilterTester.of(TextFilter.onResponse("f", (call, conf) -> {}))) {
      ClientResponse client =
          tester
              .response(
                  r ->
                      r.header("Content-Type", "text/css")
                          .header("Set-Cookie", "a=1")
                          .header("Set-Cookie", "b=2")
                          .body("x"))
              .client();
      assertThat(client.status()).isEqualTo(200);
      assertThat(client.header("content-type")).hasValue("text/css");
      assertThat(client.headers("set-cookie")).containsExactly("a=1", "b=2");
      assertThat(client.body().text()).isEqualTo("x");
    }
  }

  @Test
  void response_withBody_announcesItsLengthUnlessAHeaderSaysHow() {
    List<Object> seen = new ArrayList<>();
    try (FilterTester tester =
        FilterTester.of(
            TextFilter.onResponse(
                "f", (call, conf) -> seen.add(call.headers().first("Content-Length"))))) {
      tester.response(r -> r.body("123"));
      tester.response(r -> r.body("123").header("Transfer-Encoding", "chunked"));
      tester.response(r -> {});
      assertThat(seen.toString()).isEqualTo("[Optional[3], Optional.empty, Optional.empty]");
    }
  }

  @Test
  void response_ofAFilterThatThrows_holdsTheUpstreamsBack() {
    IllegalStateException broken = new IllegalStateException("broken");
    try (FilterTester tester =
        FilterTester.of(
            TextFilter.onResponse(
                "f",
                (call, conf) -> {
                  throw broken;
                }))) {
      ResponseOutcome outcome = tester.response(r -> r.body("secret"));
      assertThat(outcome.failed()).isTrue();
      assertThat(outcome.failure().cause()).containsSame(broken);
      assertThat(outcome.client().status()).isEqualTo(503);
      assertThat(outcome.toString())
          .startsWith("failed: filter f: java.lang.IllegalStateException: broken\n")
          .contains("what the client gets\n  503\n");
      assertThat(outcome.client().body().text()).doesNotContain("secret");
    }
  }

  @Test
  void client_ofBinaryBody_showsItsSizeOnly() {
    Body binary = Body.of(new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThat(new ClientResponse(200, List.of(), binary)).hasToString("200\n\nBody[2 bytes]");
  }

  @Test
  void client_ofLongBody_showsItsBeginning() {
    ClientResponse client = new ClientResponse(200, List.of(), Body.of("x".repeat(5000)));
    assertThat(client.toString()).hasSizeLessThan(2100).endsWith("... Body[5000 bytes]");
  }
}
