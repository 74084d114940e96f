/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Header;
import io.github.a6runner.api.QueryArg;
import io.github.a6runner.api.Variables;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FilterTesterRequestTest {

  @Test
  void request_stopped_givesWhatTheClientGets() {
    try (FilterTester tester =
        FilterTester.of(
            TextFilter.onRequest(
                "f", (call, conf) -> Decision.stop(403).header("X-Why", "no").body(conf)))) {
      RequestOutcome outcome = tester.request(r -> r.conf("go away"));
      assertThat(outcome.stopped()).as("%s", outcome).isTrue();
      assertThat(outcome.proceeded()).isFalse();
      assertThat(outcome.failed()).isFalse();
      assertThat(outcome.stop().status()).isEqualTo(403);
      assertThat(outcome.stop().header("X-Why")).hasValue("no");
      assertThat(outcome.stop().body().text()).isEqualTo("go away");
    }
  }

  @Test
  void request_changed_givesWhatTheUpstreamGets() {
    try (FilterTester tester =
        FilterTester.of(
            TextFilter.onRequest(
                "f",
                (call, conf) -> {
                  call.path("/new path");
                  call.headers().set("X-New", "1");
                  call.headers().remove("Accept");
                  call.args().set("b", "2");
                  call.replaceBody("new");
                  call.responseHeaders().set("X-Resp", "3");
                  return Decision.proceed();
                }))) {
      RequestOutcome outcome =
          tester.request(
              r -> r.method("POST").path("/old").arg("a", "1").header("Accept", "*/*").body("old"));
      assertThat(outcome.proceeded()).as("%s", outcome).isTrue();
      assertThat(outcome.responseHeaders()).hasToString("[Header[name=x-resp, value=3]]");
      UpstreamRequest upstream = outcome.upstream();
      assertThat(upstream.method()).isEqualTo("POST");
      assertThat(upstream.path()).isEqualTo("/new%20path");
      assertThat(upstream.header("x-new")).hasValue("1");
      assertThat(upstream.header("accept")).isEmpty();
      assertThat(upstream.arg("a")).hasValue("1");
      assertThat(upstream.arg("b")).hasValue("2");
      assertThat(upstream.body().text()).isEqualTo("new");
    }
  }

  /** APISIX hands over the first hundred; the upstream gets all. */
  @Test
  void request_withMoreThanAHundredHeaders_canBeRidOfThoseThatTheFilterDoesNotSee() {
    AtomicInteger seen = new AtomicInteger();
    try (FilterTester tester =
        FilterTester.of(
            TextFilter.onRequest(
                "f",
                (call, conf) -> {
                  seen.set(call.headers().asList().size());
                  call.headers().remove("X-Role");
                  return Decision.proceed();
                }))) {
      RequestOutcome outcome =
          tester.request(
              r -> {
                for (int i = 0; i < 100; i++) {
                  r.header("a" + i, "x");
                }
                r.header("X-Role", "admin").header("X-Last", "1");
              });

      assertThat(seen).hasValue(100);
      assertThat(outcome.upstream().header("x-role")).isEmpty();
      assertThat(outcome.upstream().header("x-last")).hasValue("1");
    }
  }

  /** An upstream that undoes what no filter has seen would see another body than they did. */
  @Test
  void request_encodingBehindAHundredHeaders_isNeitherOverlookedNorKept() {
    try (FilterTester tester =
        FilterTester.of(
            TextFilter.onRequest(
                "f",
                (call, conf) -> {
                  if (conf.equals("look")) {
                    call.decodedBody();
                  } else {
                    call.replaceBody(conf);
                  }
                  return Decision.proceed();
                }))) {
      Consumer<TestRequest> hidden =
          r -> {
            for (int i = 0; i < 100; i++) {
              r.header("a" + i, "x");
            }
            r.method("POST")
                .header("Content-Encoding", "gzip")
                .body("no gzip, but APISIX does not mind");
          };

      assertThat(tester.request(r -> hidden.accept(r.conf("look"))).failed()).isTrue();
      UpstreamRequest upstream = tester.request(r -> hidden.accept(r.conf("new"))).upstream();
      assertThat(upstream.body().text()).isEqualTo("new");
      assertThat(upstream.header("content-encoding")).isEmpty();
    }
  }

  @Test
  void request_unchanged_reachesTheUpstreamAsItCame() {
    try (FilterTester tester =
        FilterTester.of(TextFilter.onRequest("f", (call, conf) -> Decision.proceed()))) {
      UpstreamRequest upstream =
          tester
              .request(
                  r -> r.path("/p").arg("flag").arg("e", "").header("X-A", "1").header("X-A", "2"))
              .upstream();
      assertThat(upstream.method()).isEqualTo("GET");
      assertThat(upstream.path()).isEqualTo("/p");
      assertThat(upstream.args())
          .containsExactly(
              new QueryArg("flag", Optional.empty()), new QueryArg("e", Optional.of("")));
      assertThat(upstream.headers())
          .containsExactly(new Header("x-a", "1"), new Header("x-a", "2"));
      assertThat(upstream.headers("X-A")).containsExactly("1", "2");
      assertThat(upstream.body().isEmpty()).isTrue();
    }
  }

  @Test
  void request_seenByTheFilter_isWhatTheTestSaid() throws Exception {
    List<Object> seen = new ArrayList<>();
    try (FilterTester tester =
        FilterTester.of(
            TextFilter.onRequest(
                "f",
                (call, conf) -> {
                  seen.addAll(
                      List.of(conf, call.method(), call.path(), call.clientAddress().get()));
                  seen.addAll(List.of(call.body().text(), call.headers().asList()));
                  return Decision.proceed();
                }))) {
      InetAddress client = InetAddress.getByName("2001:db8::1");
      tester.request(r -> r.method("PUT").path("/x").client(client).body("four"));
      assertThat(seen)
          .containsExactly(
              "{}", "PUT", "/x", client, "four", List.of(new Header("content-length", "4")));
    }
  }

  @Test
  void variables_followFromTheRequest() {
    assertThat(variable(Variables.REMOTE_ADDR)).hasValue("127.0.0.1");
    assertThat(variable(Variables.URI)).hasValue("/a b");
    assertThat(variable(Variables.REQUEST_URI)).hasValue("/a b?x=1%202&y");
    assertThat(variable(Variables.REQUEST_METHOD)).hasValue("GET");
    assertThat(variable(Variables.HOST)).hasValue("example.com");
    assertThat(variable(Variables.ARGS)).hasValue("x=1%202&y");
    assertThat(variable("http_host")).hasValue("example.com:80");
    assertThat(variable("mine")).hasValue("");
    assertThat(variable("scheme")).isEmpty();
    assertThat(variable("unheard_of")).isEmpty();
  }

  private static Optional<String> variable(String name) {
    List<Optional<String>> seen = new ArrayList<>();
    try (FilterTester tester =
        FilterTester.of(
            TextFilter.onRequest(
                "f",
                (call, conf) -> {
                  seen.add(call.variable(name));
                  return Decision.proceed();
                }))) {
      tester.request(
          r ->
              r.path("/a b")
                  .arg("x", "1 2")
                  .arg("y")
                  .header("Host", "example.com:80")
                  .variable("mine", "")
                  .withoutVariable("scheme"));
    }
    return seen.get(0);
  }

  @Test
  void request_severalFilters_runInTheOrderOfTheirConfs() {
    List<String> seen = new ArrayList<>();
    TextFilter.OnRequest note =
        (call, conf) -> {
          seen.add(conf);
          return Decision.proceed();
        };
    try (FilterTester tester =
        FilterTester.of(
            TextFilter.onRequest("a", note),
            TextFilter.onRequest("b", note),
            TextFilter.onRequest("c", note))) {
      tester.request(r -> r.conf("c", "1").conf("a", "2"));
      assertThat(seen).containsExactly("1", "2");
      tester.request(r -> {});
      assertThat(seen).containsExactly("1", "2", "{}", "{}", "{}");
    }
  }

  @Test
  void request_oneConfForSeveralFilters_isRefused() {
    TextFilter.OnRequest proceed = (call, conf) -> Decision.proceed();
    try (FilterTester tester =
        FilterTester.of(TextFilter.onRequest("a", proceed), TextFilter.onRequest("b", proceed))) {
      assertThatThrownBy(() -> tester.request(r -> r.conf("x")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("conf: for one of the filters [a, b] (expected: conf(name, json) for each)");
    }
  }

  @Test
  void outcome_askedForAnother_saysWhatItIs() {
    try (FilterTester tester =
        FilterTester.of(
            TextFilter.onRequest(
                "f",
                (call, conf) -> conf.equals("stop") ? Decision.stop(204) : Decision.proceed()))) {
      RequestOutcome stopped = tester.request(r -> r.conf("stop"));
      RequestOutcome proceeded = tester.request(r -> r.path("/there").arg("a", "1"));
      assertThatThrownBy(stopped::upstream)
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("request: stopped with 204\n")
          .hasMessageEndingWith("(expected: proceeded)");
      assertThatThrownBy(stopped::failure).hasMessageEndingWith("(expected: failed)");
      assertThatThrownBy(proceeded::stop)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("what the upstream gets\n  GET /there\n    ? a = 1")
          .hasMessageEndingWith("(expected: stopped)");
    }
  }
}
