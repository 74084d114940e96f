/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.AsyncFilter;
import io.github.a6runner.api.CallAbortedException;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** Filters of every form, made of what a test wants them to do; the conf is the text as it came. */
public final class Filters {

  private Filters() {}

  /** What a filter does in the request phase. */
  public interface OnRequest {
    Decision decide(RequestCall call, String conf) throws Exception;
  }

  /** What a filter does in the response phase. */
  interface OnResponse {
    void handle(ResponseCall call, String conf) throws Exception;
  }

  /** What an asynchronous filter does in the request phase. */
  interface OnRequestAsync {
    CompletionStage<Decision> decide(RequestCall call, String conf) throws Exception;
  }

  /** What an asynchronous filter does in the response phase. */
  interface OnResponseAsync {
    CompletionStage<?> handle(ResponseCall call, String conf) throws Exception;
  }

  /**
   * What a filter does that blocks until it is interrupted.
   *
   * @param started opened when it does
   * @param ends takes the interrupt
   */
  static Decision untilInterrupted(Gate started, Queue<Exception> ends)
      throws InterruptedException {
    started.open();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      ends.add(e);
      throw e;
    }
    return Decision.proceed();
  }

  /**
   * What a filter does that stops with the variable {@code x}, unless nobody answers any more.
   *
   * @param ends takes what it is told then
   */
  static Decision untilAborted(RequestCall call, Queue<Exception> ends) {
    try {
      return Decision.stop(200).body(call.variable("x").orElse(""));
    } catch (CallAbortedException e) {
      ends.add(e);
      throw e;
    }
  }

  /** One that may block. */
  public static Filter<String> request(String name, OnRequest work) {
    return new RequestFilter(name, Needs.none(), work);
  }

  static Filter<String> request(String name, Needs needs, OnRequest work) {
    return new RequestFilter(name, needs, work);
  }

  static Filter<String> response(String name, OnResponse work) {
    return new ResponseFilter(name, Needs.none(), work);
  }

  static Filter<String> quickRequest(String name, Needs needs, OnRequest work) {
    return new QuickRequestFilter(name, needs, work);
  }

  static Filter<String> quickResponse(String name, Needs needs, OnResponse work) {
    return new QuickResponseFilter(name, needs, work);
  }

  static Filter<String> asyncRequest(String name, OnRequestAsync work) {
    return new AsyncRequestFilter(name, work);
  }

  static Filter<String> asyncResponse(String name, OnResponseAsync work) {
    return new AsyncResponseFilter(name, work);
  }

  /** What all of them have in common. */
  private abstract static class Named implements Filter<String> {

    private final String name;
    private final Needs needs;

    Named(String name, Needs needs) {
      this.name = name;
      this.needs = needs;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String configure(ConfSource source) {
      return source.text();
    }

    @Override
    public Needs needs(Phase phase, String conf) {
      return needs;
    }
  }

  private static class RequestFilter extends Named {

    private final OnRequest work;

    RequestFilter(String name, Needs needs, OnRequest work) {
      super(name, needs);
      this.work = work;
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) throws Exception {
      return work.decide(call, conf);
    }
  }

  private static class ResponseFilter extends Named {

    private final OnResponse work;

    ResponseFilter(String name, Needs needs, OnResponse work) {
      super(name, needs);
      this.work = work;
    }

    @Override
    public void onResponse(ResponseCall call, String conf) throws Exception {
      work.handle(call, conf);
    }
  }

  private static final class QuickRequestFilter extends RequestFilter
      implements NonBlockingFilter<String> {

    QuickRequestFilter(String name, Needs needs, OnRequest work) {
      super(name, needs, work);
    }
  }

  private static final class QuickResponseFilter extends ResponseFilter
      implements NonBlockingFilter<String> {

    QuickResponseFilter(String name, Needs needs, OnResponse work) {
      super(name, needs, work);
    }
  }

  private static final class AsyncRequestFilter extends Named implements AsyncFilter<String> {

    private final OnRequestAsync work;

    AsyncRequestFilter(String name, OnRequestAsync work) {
      super(name, Needs.none());
      this.work = work;
    }

    @Override
    public CompletionStage<Decision> onRequestAsync(RequestCall call, String conf)
        throws Exception {
      return work.decide(call, conf);
    }
  }

  private static final class AsyncResponseFilter extends Named implements AsyncFilter<String> {

    private final OnResponseAsync work;

    AsyncResponseFilter(String name, OnResponseAsync work) {
      super(name, Needs.none());
      this.work = work;
    }

    @Override
    public CompletionStage<?> onResponseAsync(ResponseCall call, String conf) throws Exception {
      return work.handle(call, conf);
    }
  }
}
