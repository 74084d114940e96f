/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.CallAbortedException;
import io.github.a6runner.api.Decision;
import io.github.a6runner.core.call.CallContext;
import io.github.a6runner.core.call.CallView;
import io.github.a6runner.core.conf.Link;
import io.github.a6runner.core.plugin.PluginContext;
import io.github.a6runner.core.thread.LoopRound;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls into a plugin that one turn of its filter makes, each in the plugin's context. */
final class PluginCall implements CallView.Answers {
  private final FilterTurn turn;
  private final CallRun run;
  private final Link.Usable link;
  private final CallServices services;
  private final CallView view;

  /**
   * Makes what calls a filter.
   *
   * @param turn the filter's turn
   * @param context what the filter may ask, and until when
   * @param services what calls are run with
   */
  PluginCall(FilterTurn turn, CallContext context, CallServices services) {
    this.turn = turn;
    this.run = turn.turns().run();
    this.link = turn.link();
    this.services = services;
    this.view = run.view(context, this);
  }

  /** The filter's view of the call takes no more changes. */
  void endView() {
    view.end();
  }

  /** Has the filter decide on the connection's thread. */
  Outcome decideOnLoop() {
    return onLoop(this::decide);
  }

  /** Has an asynchronous filter begin on the connection's thread. */
  CompletionStage<Decision> beginOnLoop() {
    return onLoop(this::begin);
  }

  private <T> T onLoop(Supplier<T> code) {
    long now = LoopRound.enterFilter(services.nanoTime());
    turn.record().begin(now);
    turn.attendance().enterLoop(now);
    try {
      return code.get();
    } finally {
      LoopRound.leaveFilter();
      turn.attendance().leaveLoop();
    }
  }

  /** Has the filter decide on a worker's thread, unless nobody waits for it any more. */
  Outcome decideOnWorker() {
    return onWorker(this::decide, nobodyWaits -> Outcome.of(null, nobodyWaits, turn));
  }

  /** Has an asynchronous filter begin on a worker's thread, unless nobody waits for it any more. */
  CompletionStage<Decision> beginOnWorker() {
    return onWorker(this::begin, CompletableFuture::failedStage);
  }

  private <T> T onWorker(Supplier<T> code, Function<Throwable, T> instead) {
    if (!turn.attendance().enterWorker(turn.record())) {
      return instead.apply(new InterruptedException("the call is over"));
    }
    try {
      return code.get();
    } finally {
      turn.attendance().leaveWorker();
    }
  }

  /** What the filter throws is its outcome. */
  private Outcome decide() {
    turn.record().tellBegun();
    ClassLoader before = enterPlugin();
    try {
      return Outcome.of(run.decide(link, view), null, turn);
    } catch (Throwable e) {
      return Outcome.of(null, e, turn);
    } finally {
      leavePlugin(before);
    }
  }

  /** What the filter throws fails the stage. */
  private CompletionStage<Decision> begin() {
    turn.record().tellBegun();
    ClassLoader before = enterPlugin();
    try {
      @Nullable CompletionStage<Decision> stage = run.decideAsync(link, view);
      if (stage == null) {
        throw new IllegalStateException(
            "stage of " + link.filterName() + ": null (expected: one that completes)");
      }
      return onceOnly(stage);
    } catch (Throwable e) {
      return CompletableFuture.failedStage(e);
    } finally {
      leavePlugin(before);
    }
  }

  /** A stage is anybody's code; this one completes once, whatever that code does. */
  private static CompletionStage<Decision> onceOnly(CompletionStage<Decision> stage) {
    CompletableFuture<Decision> once = new CompletableFuture<>();
    var unused =
        stage.whenComplete(
            (decision, failure) -> {
              if (failure == null) {
                once.complete(decision);
              } else {
                once.completeExceptionally(failure);
              }
            });
    return once;
  }

  /** Code of the plugin that waits for an answer goes on as work of the turn. */
  @Override
  public <T> CompletionStage<T> follow(CompletableFuture<T> answer) {
    Continuation<T> code = new Continuation<>(turn, this, services);
    String refusal = turn.attendance().expect(code, run.conf()::holdLonger);
    if (refusal != null) {
      return CompletableFuture.failedStage(
          new CallAbortedException("call " + turn.callId() + ": " + refusal));
    }
    var unused = answer.whenComplete(code::answered);
    return code.stage();
  }

  /** Has code of the plugin go on, on this thread. */
  void goOn(Runnable code) {
    ClassLoader before = enterPlugin();
    try {
      code.run();
    } finally {
      leavePlugin(before);
    }
  }

  private @Nullable ClassLoader enterPlugin() {
    services.log().enter(turn);
    return PluginContext.enter(link.loaded());
  }

  /** What a filter has put into the MDC must not stand in another's lines either. */
  private void leavePlugin(@Nullable ClassLoader before) {
    PluginContext.leave(before);
    services.log().leave();
  }
}
