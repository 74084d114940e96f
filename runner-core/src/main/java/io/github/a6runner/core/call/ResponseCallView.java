/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import io.github.a6runner.api.Phase;
import io.github.a6runner.api.ResponseCall;
import io.github.a6runner.api.ResponseHeaders;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;

/** A response as one filter sees it. */
final class ResponseCallView extends CallView implements ResponseCall {
  private final ResponseState state;

  ResponseCallView(CallContext context, Answers answers, ResponseState state) {
    super(context, answers, state);
    this.state = state;
  }

  @Override
  List<TextEntry> arrived() {
    return state.call().headers();
  }

  @Override
  public int status() {
    return state.status();
  }

  @Override
  public void status(int status) {
    checkNotEnded();
    state.status(status);
  }

  @Override
  public ResponseHeaders headers() {
    return new ResponseHeadersView(state.headers(), Phase.RESPONSE, this::checkNotEnded);
  }
}
