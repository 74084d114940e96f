/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.BodyUnavailableException;
import io.github.a6runner.api.Call;
import io.github.a6runner.api.CallAbortedException;
import io.github.a6runner.api.TraceParent;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A call as one filter sees it. It records what the filter changes until the filter has decided; a
 * filter that keeps it longer can neither change anything nor ask any more. Not thread-safe, as
 * {@link Call} says.
 */
public abstract sealed class CallView implements Call permits RequestCallView, ResponseCallView {
  /** The most bytes that are made of a compressed body: twice what a frame holds. */
  private static final int DECODED_BODY_LIMIT = 32 * 1024 * 1024;

  private static final String CONTENT_ENCODING = "content-encoding";

  private final CallContext context;
  private final Answers answers;
  private final CallState state;
  private volatile boolean ended;

  /** Has a filter go on with answers of APISIX. */
  public interface Answers {

    /**
     * A stage that completes as an answer does, but on a thread on which the filter's code may run.
     *
     * @param <T> what the answer is
     * @param answer completed on a thread of the runner's
     * @return the stage
     */
    <T> CompletionStage<T> follow(CompletableFuture<T> answer);
  }

  /**
   * Makes a view.
   *
   * @param context what it needs besides the message
   * @param answers has the filter go on with answers of APISIX
   * @param state the message and its changes
   */
  CallView(CallContext context, Answers answers, CallState state) {
    this.context = context;
    this.answers = answers;
    this.state = state;
  }

  /** The filter has decided: further changes are refused. */
  public final void end() {
    ended = true;
  }

  final void checkNotEnded() {
    if (ended) {
      throw new IllegalStateException(
          "call " + context.id() + ": changed too late (expected: before the filter has decided)");
    }
  }

  private void checkMayAsk() {
    if (ended) {
      throw new CallAbortedException(
          "call " + context.id() + ": asked too late (expected: before it is over)");
    }
  }

  @Override
  public final long id() {
    return context.id();
  }

  @Override
  public final Optional<String> requestId() {
    return TraceHeaders.requestId(arrived());
  }

  @Override
  public final Optional<TraceParent> traceParent() {
    return TraceHeaders.traceParent(arrived());
  }

  /** The headers that the call came with. */
  abstract List<TextEntry> arrived();

  @Override
  public final Optional<String> variable(String name) {
    checkMayAsk();
    CallContext.checkVariableName(name);
    if (context.onEventLoop().getAsBoolean() && !context.info().knowsVariable(name)) {
      throw context.notInNeeds("variable " + name);
    }
    return text(context.await(context.info().variable(name), "variable " + name));
  }

  @Override
  public final CompletionStage<Optional<String>> variableAsync(String name) {
    checkMayAsk();
    CallContext.checkVariableName(name);
    return stage(context.info().variable(name)).thenApply(CallView::text);
  }

  @Override
  public final Body body() {
    checkMayAsk();
    Optional<Body> replaced = state.newBody();
    if (replaced.isPresent()) {
      return replaced.get();
    }
    context.checkAnnounced(state.headers());
    if (context.onEventLoop().getAsBoolean() && !context.info().knowsBody()) {
      throw context.notInNeeds("body");
    }
    return context.await(context.info().body(), "body");
  }

  @Override
  public final CompletionStage<Body> bodyAsync() {
    checkMayAsk();
    Optional<Body> replaced = state.newBody();
    if (replaced.isPresent()) {
      return CompletableFuture.completedStage(replaced.get());
    }
    try {
      context.checkAnnounced(state.headers());
    } catch (BodyUnavailableException e) {
      return CompletableFuture.failedStage(e);
    }
    return stage(context.info().body());
  }

  @Override
  public final Body decodedBody() {
    Body body = body();
    if (!body.isEmpty() && state.headers().mayHide(CONTENT_ENCODING)) {
      // As it is, or decoded by what is seen, it might be another body than the upstream's.
      throw new BodyUnavailableException(
          BodyUnavailableException.Reason.UNKNOWN_ENCODING,
          "encoding of the body: unknown (expected: fewer than %d headers, since APISIX hands over no more)"
              .formatted(HttpReqCall.MOST_HEADERS));
    }
    String encoding = String.join(",", state.headers().values(CONTENT_ENCODING));
    return encoding.isEmpty() ? body : body.decoded(encoding, DECODED_BODY_LIMIT);
  }

  @Override
  public final void replaceBody(Body body) {
    checkNotEnded();
    state.replaceBody(requireNonNull(body, "body"));
  }

  @Override
  public final Duration timeLeft() {
    return context.timeLeft();
  }

  private <T> CompletionStage<T> stage(CompletableFuture<T> answer) {
    return answer.isDone() ? answer.minimalCompletionStage() : answers.follow(answer);
  }

  private static Optional<String> text(Optional<Bytes> value) {
    return value.map(bytes -> Text.decode(bytes.toByteArray()).string());
  }
}
