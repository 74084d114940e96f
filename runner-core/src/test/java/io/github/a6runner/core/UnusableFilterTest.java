/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import io.github.a6runner.core.setting.FailurePolicies;
import io.github.a6runner.core.setting.FailurePolicy;
import io.github.a6runner.core.setting.OnFailure;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls of a conf that names a filter that is not there, or that the filter does not take. */
class UnusableFilterTest {

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  /** A filter that is strict with its conf. */
  private static final class Strict implements Filter<Strict.Conf> {

    /** Takes one number. */
    record Conf(int limit) {}

    @Override
    public String name() {
      return "strict";
    }

    @Override
    public Conf configure(ConfSource source) {
      return source.as(Conf.class);
    }

    @Override
    public Decision onRequest(RequestCall call, Conf conf) {
      return Decision.stop(200 + conf.limit());
    }

    @Override
    public void onResponse(ResponseCall call, Conf conf) {
      call.status(200 + conf.limit());
    }
  }

  /** A filter whose record no configuration can be bound to. */
  private static final class Unfit implements Filter<Unfit.Timed> {

    /** Takes what cannot be written in JSON. */
    record Timed(Duration patience) {}

    @Override
    public String name() {
      return "unfit";
    }

    @Override
    public Timed configure(ConfSource source) {
      return source.as(Timed.class);
    }

    @Override
    public Decision onRequest(RequestCall call, Timed conf) {
      return Decision.proceed();
    }
  }

  static Stream<Arguments> unusable() {
    return Stream.of(
        Arguments.of("nobody", "{}", "not loaded (expected: one of strict, unfit)"),
        Arguments.of("strict", "{\"limit\":", "not JSON at line 1"),
        Arguments.of("strict", "no json", "not JSON"),
        Arguments.of("strict", "  ", "refused"),
        Arguments.of("strict", "{\"limit\":1,\"burst\":2}", "burst"),
        Arguments.of("strict", "{\"limit\":\"s3cret\"}", "limit"),
        Arguments.of("unfit", "{}", "unfit: cannot be configured: record "));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("unusable")
  void call_ofAnUnusableFilter_isDeniedInBothPhases(String name, String conf, String reason) {
    runner.start(new Strict(), new Unfit());
    TestClient client = runner.connect();
    long token = client.prepare(name, conf);

    for (int id = 0; id < 2; id++) {
      assertThat(client.ask(Calls.request(id, token))).isEqualTo(TestClient.UNAVAILABLE);
      assertThat(client.ask(Calls.response(id, token))).isEqualTo(Calls.deniedResponse(id));
    }
    client.assertUsable();
    assertThat(log.messages().stream().filter(line -> line.contains(reason))).hasSize(1);
    assertThat(log.messages()).noneMatch(line -> line.contains("s3cret"));
    assertThat(log.thrown()).isEmpty();
  }

  @Test
  void call_ofAnUnusableFilter_isNamedInTheLogWithItsId() {
    runner.start(new Strict());
    TestClient client = runner.connect();

    client.ask(Calls.request(1234, client.prepare("strict", "[]")));

    assertThat(log.messages())
        .hasSize(2)
        .last()
        .asString()
        .contains("filter strict", "call 1234", "request phase", "on-unusable-filter");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("unusable")
  void call_ofAnUnusableFilterThatMayBeSkipped_goesOnWithTheOthers(
      String name, String conf, String reason) {
    runner.startSkipping(new Strict(), new Unfit());
    TestClient client = runner.connect();
    long token = client.prepare(name, conf, "strict", "{\"limit\":7}");

    assertThat(client.request(0, token)).isEqualTo(Calls.stop(207, ""));
    assertThat(client.response(1, token, "a", "1"))
        .isEqualTo(new HttpRespReply(1, 207, Calls.entries("a", "1"), Bytes.EMPTY));
    assertThat(log.messages()).singleElement().asString().contains(reason);
  }

  @Test
  void call_ofTwoUnusableFilters_isDeniedUnlessBothMayBeSkipped() {
    FailurePolicies oneSkipped =
        new FailurePolicies(
            FailurePolicy.FAIL,
            Map.of("nobody", new FailurePolicy(OnFailure.SKIP, OnFailure.FAIL)));
    runner.start(config -> config.failurePolicies(oneSkipped), new Strict());
    TestClient client = runner.connect();

    assertThat(client.request(1, client.prepare("nobody", ""))).isEqualTo(Calls.UNCHANGED);
    assertThat(client.ask(Calls.request(2, client.prepare("nobody", "", "strict", "1"))))
        .isEqualTo(TestClient.UNAVAILABLE);
  }

  @Test
  void call_ofAnUnusableFilterLaterInTheChain_runsNoneBeforeIt() {
    Gate ran = new Gate();
    runner.start(
        Filters.request(
            "first",
            (call, conf) -> {
              ran.open();
              return Decision.proceed();
            }));
    TestClient client = runner.connect();

    assertThat(client.ask(Calls.request(2, client.prepare("first", "", "nobody", "1"))))
        .isEqualTo(TestClient.UNAVAILABLE);
    assertThat(ran.isOpen()).isFalse();
  }
}
