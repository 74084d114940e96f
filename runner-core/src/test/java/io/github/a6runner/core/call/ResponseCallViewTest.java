/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.Header;
import io.github.a6runner.api.ResponseCall;
import io.github.a6runner.core.Calls;
import io.github.a6runner.protocol.ExtraInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A response as a filter sees it, without a connection under it. */
class ResponseCallViewTest {
  private final GatewayInfo info = new GatewayInfo(new ExtraInfo.ResponseBody(), asked -> {});
  private final CallContext context = new CallContext(7, info, 150, () -> 100, () -> false);
  private final ResponseState state =
      new ResponseState(Calls.response(7, 1, "x-request-id", "r", "b", "2"));
  private final ResponseCallView call = new ResponseCallView(context, this::follow, state);

  static List<Arguments> changes() {
    return List.of(
        change("status", call -> call.status(404)),
        change("header", call -> call.headers().set("a", "1")),
        change("another header", call -> call.headers().add("b", "1")),
        change("no header", call -> call.headers().remove("b")),
        change("body", call -> call.replaceBody(Body.of("x"))));
  }

  @Test
  void view_ofACall_showsWhatCame() {
    assertThat(call.id()).isEqualTo(7);
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.requestId()).contains("r");
    assertThat(call.headers().all("b")).containsExactly("2");
  }

  @ParameterizedTest
  @MethodSource("changes")
  void change_beforeTheEnd_isMadeAndAfterItRefused(Consumer<ResponseCall> change) {
    CallSnapshot before = state.snapshot();

    change.accept(call);
    CallSnapshot changed = state.snapshot();
    assertThat(changed).isNotEqualTo(before);

    call.end();
    assertThatIllegalStateException()
        .isThrownBy(() -> change.accept(call))
        .withMessageStartingWith("call 7: changed too late");
    assertThat(state.snapshot()).isEqualTo(changed);
  }

  @Test
  void setHeader_ofTheFraming_isRefusedAndThatOfTheTypeIsNot() {
    call.headers().set("Content-Type", "text/plain");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> call.headers().add("Transfer-Encoding", "chunked"));
    assertThatIllegalArgumentException().isThrownBy(() -> call.headers().add("a", "1\r"));
    assertThat(state.headers().changedNames()).containsExactly("Content-Type");
  }

  @Test
  void snapshot_ofChanges_hasThemAll() {
    call.status(404);
    call.headers().remove("x-request-id");
    call.replaceBody(Body.of("new"));

    assertThat(state.snapshot())
        .isEqualTo(
            new CallSnapshot(
                Optional.empty(),
                OptionalInt.of(404),
                List.of(),
                List.of(new Header("b", "2")),
                List.of(),
                Optional.of(Body.of("new"))));
  }

  @Test
  void view_ofAState_isOneOfThatResponse() {
    assertThat(state.view(context, this::follow))
        .asInstanceOf(InstanceOfAssertFactories.type(ResponseCall.class))
        .returns(200, ResponseCall::status);
  }

  private <T> CompletionStage<T> follow(CompletableFuture<T> answer) {
    return answer;
  }

  private static Arguments change(String name, Consumer<ResponseCall> change) {
    return Arguments.of(Named.of(name, change));
  }
}
