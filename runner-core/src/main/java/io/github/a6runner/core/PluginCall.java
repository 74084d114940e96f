/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.CallAbortedException;
import io.github.a6runner.api.Decision;
import io.github.a6runner.core.call.CallView;
import io.github.a6runner.core.conf.Link;
import io.github.a6runner.core.plugin.PluginContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The calls into a plugin that one turn of its filter makes, each in the plugin's context. */
final class PluginCall implements CallView.Answers {
  private final CallRun run;
  private final Link.Usable link;
  private final FilterTurn turn;
  private final CallServices services;

  /**
   * Makes what calls a filter.
   *
   * @param run the call
   * @param link the filter
   * @param turn the filter's turn
   * @param services what calls are run with
   */
  PluginCall(CallRun run, Link.Usable link, FilterTurn turn, CallServices services) {
    this.run = run;
    this.link = link;
    this.turn = turn;
    this.services = services;
  }

  /** Has the filter decide; what it throws is its outcome. */
  Outcome decide(CallView view) {
    turn.told().tellBegun();
    ClassLoader before = enterPlugin();
    try {
      return Outcome.of(run.decide(link, view), null, turn);
    } catch (Throwable e) {
      return Outcome.of(null, e, turn);
    } finally {
      leavePlugin(before);
    }
  }

  /** Has an asynchronous filter begin; what it throws fails the stage. */
  CompletionStage<Decision> begin(CallView view) {
    turn.told().tellBegun();
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
    String refusal = turn.expect(code);
    if (refusal != null) {
      return CompletableFuture.failedStage(new CallAbortedException(refusal));
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
