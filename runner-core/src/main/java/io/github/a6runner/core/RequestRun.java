/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.AsyncFilter;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.core.call.CallState;
import io.github.a6runner.core.call.CallView;
import io.github.a6runner.core.call.Replies;
import io.github.a6runner.core.call.RequestState;
import io.github.a6runner.core.conf.HeldConf;
import io.github.a6runner.core.conf.Link;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.RunnerMessage;
import java.util.concurrent.CompletionStage;

/** A request on its way through its filters. */
final class RequestRun extends CallRun {
  private RequestState state;

  RequestRun(HttpReqCall call, HeldConf conf, CallServices services, CallLine line) {
    super(call, Phase.REQUEST, conf, services, line);
    this.state = new RequestState(call);
  }

  @Override
  RequestState state() {
    return state;
  }

  @Override
  void restore(CallState earlier) {
    state = (RequestState) earlier;
  }

  @Override
  Decision decide(Link.Usable link, CallView view) throws Exception {
    return link.filter().onRequest((RequestCall) view, link.conf());
  }

  @Override
  CompletionStage<Decision> decideAsync(Link.Usable link, CallView view) throws Exception {
    return ((AsyncFilter<Object>) link.filter()).onRequestAsync((RequestCall) view, link.conf());
  }

  @Override
  RunnerMessage proceeded() {
    return Replies.proceed(state);
  }

  @Override
  RunnerMessage stopped(Decision.Stop stop) {
    return Replies.stop(state, stop);
  }
}
