/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.BodyUnavailableException;
import io.github.a6runner.api.Call;
import io.github.a6runner.protocol.Text;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A call as one filter sees it. It records what the filter changes until the filter has decided; a
 * filter that keeps it longer can neither change nor see what comes after. Not thread-safe, as
 * {@link Call} says.
 */
abstract sealed class CallView implements Call permits RequestCallView, ResponseCallView {
  private final CallContext context;
  private final CallState state;
  private volatile boolean ended;

  CallView(CallContext context, CallState state) {
    this.context = context;
    this.state = state;
  }

  /** The filter has decided: further changes are refused. */
  final void end() {
    ended = true;
  }

  final void checkNotEnded() {
    if (ended) {
      throw new IllegalStateException(
          "call " + context.id() + ": changed too late (expected: before the filter has decided)");
    }
  }

  @Override
  public final long id() {
    return context.id();
  }

  @Override
  public final Optional<String> variable(String name) {
    if (context.onEventLoop().getAsBoolean() && !context.info().knowsVariable(name)) {
      throw context.notInNeeds("variable " + name);
    }
    return context
        .await(context.info().variable(name), "variable " + name)
        .map(bytes -> Text.decode(bytes.toByteArray()).string());
  }

  @Override
  public final CompletionStage<Optional<String>> variableAsync(String name) {
    requireNonNull(name, "name");
    return context
        .info()
        .variable(name)
        .thenApply(value -> value.map(bytes -> Text.decode(bytes.toByteArray()).string()));
  }

  @Override
  public final Body body() {
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
    Optional<Body> replaced = state.newBody();
    if (replaced.isPresent()) {
      return CompletableFuture.completedStage(replaced.get());
    }
    try {
      context.checkAnnounced(state.headers());
    } catch (BodyUnavailableException e) {
      return CompletableFuture.failedStage(e);
    }
    return context.info().body().minimalCompletionStage();
  }

  @Override
  public final Body decodedBody() {
    Body body = body();
    String encoding = String.join(",", state.headers().all("content-encoding"));
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
}
