/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Needs;
import io.github.a6runner.protocol.ExtraInfo;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names of variables that are too long fail the filter that uses them, and nothing else. */
class VariableNameTest {

  private static final String LONGEST = "x".repeat(1024);
  private static final String TOO_LONG = LONGEST + "x";

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  static Stream<Filter<String>> askers() {
    return Stream.of(
        Filters.request("asks", (call, conf) -> stop(call.variable(TOO_LONG).isPresent())),
        Filters.quickRequest(
            "asks", Needs.none(), (call, conf) -> stop(call.variable(TOO_LONG).isPresent())),
        Filters.asyncRequest("asks", (call, conf) -> later(call.variableAsync(TOO_LONG))));
  }

  @ParameterizedTest
  @MethodSource("askers")
  void variable_withTooLongAName_isRefused(Filter<String> asks) {
    runner.start(asks);
    TestClient client = runner.connect();

    assertThat(client.ask(Calls.request(5, client.prepare("asks", ""))))
        .isEqualTo(TestClient.UNAVAILABLE);

    client.assertUsable();
    assertThat(log.thrown()).containsExactly("java.lang.IllegalArgumentException");
  }

  @Test
  void variable_withTheLongestName_isAsked() {
    runner.start(Filters.request("asks", (call, conf) -> stop(call.variable(LONGEST).isPresent())));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("asks", "")));

    assertThat(client.receiveQuestion()).isEqualTo(new ExtraInfo.Variable(LONGEST));
    client.send(Calls.info("1"));

    assertThat(TestClient.action(5, client.receive())).isEqualTo(Calls.stop(200, ""));
  }

  @Test
  void needs_withTooLongAName_failTheConf() {
    runner.start(
        Filters.request("needs", Needs.variables("uri", TOO_LONG), (call, conf) -> stop(true)));
    TestClient client = runner.connect();

    assertThat(client.ask(Calls.request(5, client.prepare("needs", ""))))
        .isEqualTo(TestClient.UNAVAILABLE);

    client.assertUsable();
    assertThat(log.thrown()).containsExactly("java.lang.IllegalArgumentException");
    assertThat(log.messages()).first().asString().contains("filter needs", "again in 1 s");
  }

  private static CompletionStage<Decision> later(CompletionStage<?> answer) {
    return answer.thenApply(value -> Decision.stop(200));
  }

  private static Decision stop(boolean found) {
    return Decision.stop(found ? 200 : 404);
  }
}
