/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/** Filters named "bad" that change a call, header X-Bad, and then fail it in every way there is. */
final class FailingFilters {

  private FailingFilters() {}

  /** A class that somebody wrote without care: it is done at once, and says so by throwing. */
  private static final class ThrowingStage extends CompletableFuture<Decision> {

    @Override
    public CompletableFuture<Decision> whenComplete(
        BiConsumer<? super @Nullable Decision, ? super @Nullable Throwable> action) {
      throw new UnsupportedOperationException("whenComplete");
    }
  }

  /** All that fail requests, each with its name for people. */
  static Stream<Arguments> ofRequests() {
    return Stream.of(
        Arguments.of(
            "exception",
            request(
                () -> {
                  throw new Exception("thrown");
                })),
        Arguments.of(
            "error",
            request(
                () -> {
                  throw new NoClassDefFoundError("thrown");
                })),
        Arguments.of(
            "memory",
            request(
                () -> {
                  throw new OutOfMemoryError("thrown");
                })),
        Arguments.of("stack overflow", request(() -> stop(deeper(0)))),
        Arguments.of("null decision", request(() -> null)),
        Arguments.of(
            "non-blocking, exception",
            quickRequest(
                () -> {
                  throw new Exception("thrown");
                })),
        Arguments.of(
            "non-blocking, memory",
            quickRequest(
                () -> {
                  throw new OutOfMemoryError("thrown");
                })),
        Arguments.of("non-blocking, stack overflow", quickRequest(() -> stop(deeper(0)))),
        Arguments.of("non-blocking, null decision", quickRequest(() -> null)),
        Arguments.of(
            "async, exception",
            asyncRequest(
                () -> {
                  throw new Exception("thrown");
                })),
        Arguments.of(
            "async, error",
            asyncRequest(
                () -> {
                  throw new NoClassDefFoundError("thrown");
                })),
        Arguments.of(
            "async, memory",
            asyncRequest(
                () -> {
                  throw new OutOfMemoryError("thrown");
                })),
        Arguments.of("async, stack overflow", asyncRequest(FailingFilters::deepStage)),
        Arguments.of("async, failed stage", asyncRequest(FailingFilters::failed)),
        Arguments.of("async, stage that fails later", asyncRequest(FailingFilters::failedLater)),
        Arguments.of("async, null stage", asyncRequest(() -> null)),
        Arguments.of("async, stage that throws", asyncRequest(ThrowingStage::new)),
        Arguments.of(
            "async, null decision", asyncRequest(() -> CompletableFuture.completedStage(null))));
  }

  /** All that fail responses, each with its name for people. */
  static Stream<Arguments> ofResponses() {
    return Stream.of(
        Arguments.of(
            "exception",
            response(
                () -> {
                  throw new Exception("thrown");
                })),
        Arguments.of(
            "error",
            response(
                () -> {
                  throw new NoClassDefFoundError("thrown");
                })),
        Arguments.of(
            "memory",
            response(
                () -> {
                  throw new OutOfMemoryError("thrown");
                })),
        Arguments.of("stack overflow", response(() -> deeper(0))),
        Arguments.of(
            "non-blocking, exception",
            quickResponse(
                () -> {
                  throw new Exception("thrown");
                })),
        Arguments.of(
            "non-blocking, memory",
            quickResponse(
                () -> {
                  throw new OutOfMemoryError("thrown");
                })),
        Arguments.of("non-blocking, stack overflow", quickResponse(() -> deeper(0))),
        Arguments.of(
            "async, memory",
            asyncResponse(
                () -> {
                  throw new OutOfMemoryError("thrown");
                })),
        Arguments.of("async, stack overflow", asyncResponse(FailingFilters::deepStage)),
        Arguments.of(
            "async, exception",
            asyncResponse(
                () -> {
                  throw new Exception("thrown");
                })),
        Arguments.of("async, failed stage", asyncResponse(FailingFilters::failed)),
        Arguments.of("async, stage that fails later", asyncResponse(FailingFilters::failedLater)),
        Arguments.of("async, null stage", asyncResponse(() -> null)));
  }

  private static Filter<String> request(Callable<Decision> failure) {
    return Filters.request("bad", (call, conf) -> change(call, failure));
  }

  private static Filter<String> quickRequest(Callable<Decision> failure) {
    return Filters.quickRequest("bad", Needs.none(), (call, conf) -> change(call, failure));
  }

  private static Filter<String> asyncRequest(Callable<CompletionStage<Decision>> failure) {
    return Filters.asyncRequest("bad", (call, conf) -> change(call, failure));
  }

  private static Filter<String> response(Callable<?> failure) {
    return Filters.response("bad", (call, conf) -> change(call, failure));
  }

  private static Filter<String> quickResponse(Callable<?> failure) {
    return Filters.quickResponse("bad", Needs.none(), (call, conf) -> change(call, failure));
  }

  private static Filter<String> asyncResponse(Callable<CompletionStage<Decision>> failure) {
    return Filters.asyncResponse("bad", (call, conf) -> change(call, failure));
  }

  private static <T> T change(RequestCall call, Callable<T> failure) throws Exception {
    call.headers().set("X-Bad", "1");
    call.responseHeaders().set("X-Bad", "1");
    call.path("/bad");
    return failure.call();
  }

  private static <T> T change(ResponseCall call, Callable<T> failure) throws Exception {
    call.headers().set("X-Bad", "1");
    call.status(418);
    call.replaceBody("bad");
    return failure.call();
  }

  private static int deeper(int depth) {
    return depth < 0 ? 0 : 1 + deeper(depth + 1);
  }

  private static Decision stop(int depth) {
    return Decision.stop(200 + depth);
  }

  private static CompletionStage<Decision> deepStage() {
    return CompletableFuture.completedStage(stop(deeper(0)));
  }

  private static CompletionStage<Decision> failed() {
    return CompletableFuture.failedStage(new Exception("failed"));
  }

  private static CompletionStage<Decision> failedLater() {
    return CompletableFuture.supplyAsync(
        () -> {
          throw new IllegalStateException("failed");
        });
  }
}
