/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Header;
import io.github.a6runner.api.QueryArg;
import io.github.a6runner.testkit.FilterTester;
import io.github.a6runner.testkit.RequestOutcome;
import io.github.a6runner.testkit.TestRequest;
import io.github.a6runner.testkit.UpstreamRequest;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTransformTest {
  @AutoClose private static final FilterTester tester = FilterTester.of(new RequestTransform());

  @Test
  void request_emptyConf_staysAsItIs() {
    assertThat(ask("{}", r -> r.path("/p").arg("a", "1").header("X-A", "1").body("b")))
        .proceeds()
        .isUnchanged();
  }

  @Test
  void request_headers_areSetAndRemoved() {
    UpstreamRequest upstream =
        ask(
                "{'set_headers': {'X-New': 'n', 'X-Old': 'o', 'X-Empty': ''}, 'remove_headers': ['Cookie', 'X-Not-There']}",
                r -> r.header("X-Old", "1").header("X-Old", "2").header("Cookie", "c"))
            .upstream();
    assertThat(upstream.headers())
        .containsExactlyInAnyOrder(
            new Header("X-Old", "o"), new Header("X-New", "n"), new Header("X-Empty", ""));
  }

  @Test
  void request_args_areSetAndRemoved() {
    UpstreamRequest upstream =
        ask(
                "{'set_args': {'a': '2', 'new': 'ü&='}, 'remove_args': ['debug', 'nothing']}",
                r -> r.arg("a", "1").arg("debug").arg("kept", ""))
            .upstream();
    assertThat(upstream.args())
        .containsExactlyInAnyOrder(
            new QueryArg("a", Optional.of("2")),
            new QueryArg("kept", Optional.of("")),
            new QueryArg("new", Optional.of("ü&=")));
  }

  @Test
  void request_setAndRemoved_isThereInTheEnd() {
    RequestOutcome outcome =
        ask(
            "{'set_headers': {'X-A': 'new'}, 'remove_headers': ['x-a'], 'set_args': {'a': 'new'}, 'remove_args': ['a']}",
            r -> r.header("X-A", "old").arg("a", "old"));
    assertThat(outcome).proceeds().hasHeader("X-A", "new").hasArg("a", "new");
  }

  @Test
  void request_path_isEncodedForTheUpstream() {
    assertThat(ask("{'path': '/v2/ä b'}", r -> r.path("/v1"))).proceeds().hasPath("/v2/%C3%A4%20b");
  }

  @Test
  void request_responseHeaders_waitForTheResponse() {
    RequestOutcome outcome = ask("{'response_headers': {'X-B': '1', 'X-A': '2'}}", r -> {});
    assertThat(outcome.responseHeaders())
        .containsExactly(new Header("x-b", "1"), new Header("x-a", "2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'set_headers': {'X Y': '1'}}|$.set_headers: header name",
        "{'set_headers': {'X-Y': 'a\\r\\nb'}}|$.set_headers: value of header X-Y",
        "{'set_headers': {'Content-Length': '1'}}|$.set_headers: header Content-Length",
        "{'set_headers': {'transfer-encoding': 'x'}}|$.set_headers: header transfer-encoding",
        "{'set_headers': {'X-Y': null}}|$.set_headers.X-Y",
        "{'set_headers': ['X-Y']}|$.set_headers",
        "{'remove_headers': ['']}|$.remove_headers: header name",
        "{'remove_headers': ['content-length']}|$.remove_headers: header content-length",
        "{'remove_headers': ['X', 'Transfer-Encoding']}|$.remove_headers: header Transfer-Encoding",
        "{'set_args': {'': 'x'}}|$.set_args: argument name",
        "{'remove_headers': {}}|$.remove_headers",
        "{'set_args': {'a': 1}}|$.set_args.a",
        "{'remove_args': [1]}|$.remove_args[0]",
        "{'path': ''}|$.path: malformed",
        "{'path': 'x'}|$.path: malformed",
        "{'path': '/x?y'}|$.path: malformed",
        "{'path': '/x\\ny'}|$.path: malformed",
        "{'response_headers': {'X:': '1'}}|$.response_headers: header name",
        "{'response_headers': {'X': 'a\\nb'}}|$.response_headers: value of header X",
        "{'response_headers': {'Content-Type': 'x'}}|$.response_headers: response header Content-Type",
        "{'response_headers': {'LOCATION': '/'}}|$.response_headers: response header LOCATION",
        "{'response_headers': {'Content-Length': '1'}}|$.response_headers: header Content-Length",
        "{'headers': {}}|$.headers"
      })
  void conf_malformed_isRefused(String conf, String place) {
    assertThat(ask(conf, r -> {})).fails().refusesConf(place).hasReasonContaining("(expected: ");
  }

  private static RequestOutcome ask(String conf, Consumer<TestRequest> request) {
    return tester.request(r -> request.accept(r.conf(conf.replace('\'', '"'))));
  }
}
