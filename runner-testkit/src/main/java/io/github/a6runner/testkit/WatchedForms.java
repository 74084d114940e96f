/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.api.AsyncFilter;
import io.github.a6runner.api.Call;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import java.util.concurrent.CompletionStage;

/**
 * Finds for a filter the watched one of the same form: the runner goes by the interfaces of a class
 * and by what it overrides.
 */
final class WatchedForms {
  private WatchedForms() {}

  /** Watches a filter; one that the runner is going to refuse is left to it as it is. */
  static <C> Filter<C> watch(Filter<C> filter, Failures failures) {
    boolean request = overrides(filter, Filter.class, "onRequest", RequestCall.class);
    boolean response = overrides(filter, Filter.class, "onResponse", ResponseCall.class);
    if (filter instanceof AsyncFilter<C> async) {
      boolean mixed = request || response || filter instanceof NonBlockingFilter;
      return mixed ? filter : watchAsync(async, failures);
    }
    return filter instanceof NonBlockingFilter
        ? watchNonBlocking(filter, request, response, failures)
        : watchBlocking(filter, request, response, failures);
  }

  private static <C> Filter<C> watchBlocking(
      Filter<C> filter, boolean request, boolean response, Failures failures) {
    if (request) {
      return response ? new Both<>(filter, failures) : new Request<>(filter, failures);
    }
    return response ? new Response<>(filter, failures) : filter;
  }

  private static <C> Filter<C> watchNonBlocking(
      Filter<C> filter, boolean request, boolean response, Failures failures) {
    if (request) {
      return response
          ? new NonBlockingBoth<>(filter, failures)
          : new NonBlockingRequest<>(filter, failures);
    }
    return response ? new NonBlockingResponse<>(filter, failures) : filter;
  }

  private static <C> Filter<C> watchAsync(AsyncFilter<C> filter, Failures failures) {
    boolean request = overrides(filter, AsyncFilter.class, "onRequestAsync", RequestCall.class);
    boolean response = overrides(filter, AsyncFilter.class, "onResponseAsync", ResponseCall.class);
    if (request) {
      return response ? new AsyncBoth<>(filter, failures) : new AsyncRequest<>(filter, failures);
    }
    return response ? new AsyncResponse<>(filter, failures) : filter;
  }

  private static boolean overrides(
      Filter<?> filter, Class<?> contract, String method, Class<? extends Call> call) {
    try {
      return filter.getClass().getMethod(method, call, Object.class).getDeclaringClass()
          != contract;
    } catch (NoSuchMethodException e) {
      throw new AssertionError(contract + " has no " + method, e);
    }
  }

  private static class Request<C> extends Watched<C, Filter<C>> {
    Request(Filter<C> filter, Failures failures) {
      super(filter, failures);
    }

    @Override
    public Decision onRequest(RequestCall call, C conf) throws Exception {
      return watch(call, () -> filter.onRequest(call, conf));
    }
  }

  private static class Response<C> extends Watched<C, Filter<C>> {
    Response(Filter<C> filter, Failures failures) {
      super(filter, failures);
    }

    @Override
    public void onResponse(ResponseCall call, C conf) throws Exception {
      watch(
          call,
          () -> {
            filter.onResponse(call, conf);
            return call;
          });
    }
  }

  private static class Both<C> extends Request<C> {
    Both(Filter<C> filter, Failures failures) {
      super(filter, failures);
    }

    @Override
    public void onResponse(ResponseCall call, C conf) throws Exception {
      watch(
          call,
          () -> {
            filter.onResponse(call, conf);
            return call;
          });
    }
  }

  private static final class NonBlockingRequest<C> extends Request<C>
      implements NonBlockingFilter<C> {
    NonBlockingRequest(Filter<C> filter, Failures failures) {
      super(filter, failures);
    }
  }

  private static final class NonBlockingResponse<C> extends Response<C>
      implements NonBlockingFilter<C> {
    NonBlockingResponse(Filter<C> filter, Failures failures) {
      super(filter, failures);
    }
  }

  private static final class NonBlockingBoth<C> extends Both<C> implements NonBlockingFilter<C> {
    NonBlockingBoth(Filter<C> filter, Failures failures) {
      super(filter, failures);
    }
  }

  private static class AsyncRequest<C> extends Watched<C, AsyncFilter<C>>
      implements AsyncFilter<C> {
    AsyncRequest(AsyncFilter<C> filter, Failures failures) {
      super(filter, failures);
    }

    @Override
    public CompletionStage<Decision> onRequestAsync(RequestCall call, C conf) throws Exception {
      return watch(call.id(), watch(call, () -> filter.onRequestAsync(call, conf)));
    }
  }

  private static final class AsyncResponse<C> extends Watched<C, AsyncFilter<C>>
      implements AsyncFilter<C> {
    AsyncResponse(AsyncFilter<C> filter, Failures failures) {
      super(filter, failures);
    }

    @Override
    public CompletionStage<?> onResponseAsync(ResponseCall call, C conf) throws Exception {
      return watch(call.id(), watch(call, () -> filter.onResponseAsync(call, conf)));
    }
  }

  private static final class AsyncBoth<C> extends AsyncRequest<C> {
    AsyncBoth(AsyncFilter<C> filter, Failures failures) {
      super(filter, failures);
    }

    @Override
    public CompletionStage<?> onResponseAsync(ResponseCall call, C conf) throws Exception {
      return watch(call.id(), watch(call, () -> filter.onResponseAsync(call, conf)));
    }
  }
}
