/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.AsyncFilter;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.ResponseCall;
import io.github.a6runner.core.call.CallState;
import io.github.a6runner.core.call.CallView;
import io.github.a6runner.core.call.Replies;
import io.github.a6runner.core.call.ResponseState;
import io.github.a6runner.core.conf.HeldConf;
import io.github.a6runner.core.conf.Link;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.RunnerMessage;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A response on its way through its filters. */
final class ResponseRun extends CallRun {
  private ResponseState state;

  ResponseRun(HttpRespCall call, HeldConf conf, CallServices services, CallLine line) {
    super(call, Phase.RESPONSE, conf, services, line);
    this.state = new ResponseState(call);
  }

  @Override
  ResponseState state() {
    return state;
  }

  @Override
  void restore(CallState earlier) {
    state = (ResponseState) earlier;
  }

  @Override
  Decision decide(Link.Usable link, CallView view) throws Exception {
    link.filter().onResponse((ResponseCall) view, link.conf());
    return Decision.proceed();
  }

  @Override
  @Nullable CompletionStage<Decision> decideAsync(Link.Usable link, CallView view)
      throws Exception {
    CompletionStage<?> stage =
        ((AsyncFilter<Object>) link.filter()).onResponseAsync((ResponseCall) view, link.conf());
    return stage == null ? null : stage.thenApply(through -> Decision.proceed());
  }

  @Override
  RunnerMessage proceeded() {
    return Replies.proceed(state);
  }

  @Override
  RunnerMessage stopped(Decision.Stop stop) {
    throw new AssertionError("a response cannot be stopped");
  }
}
