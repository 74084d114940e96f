/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.api.BodyUnavailableException;
import io.github.a6runner.api.CallAbortedException;
import io.github.a6runner.api.Needs;
import io.github.a6runner.protocol.Frames;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What a filter's view of a call needs besides the message. Immutable, thread-safe.
 *
 * @param id the id of the call
 * @param info the questions to APISIX
 * @param deadlineNanos when the time of the call, or of the filter, is over, by {@code nanoTime}
 * @param nanoTime the clock
 * @param onEventLoop whether the current thread serves the connection, and so must not wait
 */
public record CallContext(
    long id,
    GatewayInfo info,
    long deadlineNanos,
    LongSupplier nanoTime,
    BooleanSupplier onEventLoop) {

  /** A reply of APISIX that carries a body has this much around it, rounded up. */
  private static final int REPLY_OVERHEAD = 32;

  private static final int LONGEST_NAME = 1024;

  /** The largest body that APISIX can hand over. */
  private static final int LARGEST_BODY = Frames.MAX_PAYLOAD_LENGTH - REPLY_OVERHEAD;

  /**
   * Refuses names that no gateway knows and that might not fit a frame.
   *
   * @param name the name of a variable
   * @throws IllegalArgumentException if it is too long
   */
  public static void checkVariableName(String name) {
    if (requireNonNull(name, "name").length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "variable name: %d characters (expected: at most %d)"
              .formatted(name.length(), LONGEST_NAME));
    }
  }

  /**
   * Asks for what a filter always wants and is not known yet, in one write. A body that is too
   * large to ask for is refused when the filter uses it.
   *
   * @param needs what the filter wants
   * @param state the call as it is now
   * @return when all is there; empty if there is nothing to wait for
   */
  public Optional<CompletionStage<Void>> fetch(Needs needs, CallState state) {
    if (needs.isEmpty()) {
      return Optional.empty();
    }
    boolean withBody =
        needs.wantsBody() && state.newBody().isEmpty() && !isAnnouncedTooLarge(state.headers());
    CompletableFuture<Void> coming = info.askAll(needs.variableNames(), withBody);
    return coming.isDone() ? Optional.empty() : Optional.of(coming);
  }

  /**
   * The same for a filter whose own time may be over earlier than that of the call.
   *
   * @param endNanos when its time is over, by the same clock
   * @return the context for that filter
   */
  public CallContext atMost(long endNanos) {
    return endNanos - deadlineNanos < 0
        ? new CallContext(id, info, endNanos, nanoTime, onEventLoop)
        : this;
  }

  Duration timeLeft() {
    return Duration.ofNanos(Math.max(0, deadlineNanos - nanoTime.getAsLong()));
  }

  /** Waits for an answer of APISIX, at most until the time is over. */
  <T> T await(CompletableFuture<T> answer, String what) {
    if (!answer.isDone() && onEventLoop.getAsBoolean()) {
      throw notInNeeds(what);
    }
    try {
      return answer.get(timeLeft().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof CallAbortedException aborted
          ? aborted
          : new IllegalStateException(what + ": could not be had", e.getCause());
    } catch (TimeoutException e) {
      throw new CallAbortedException("call " + id + ": its time is over");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallAbortedException("call " + id + ": interrupted while waiting for " + what);
    }
  }

  IllegalStateException notInNeeds(String what) {
    return new IllegalStateException(
        what + ": not fetched (expected: named in needs(), since this filter must not wait)");
  }

  /** Refuses a body that is announced larger than APISIX can send: asking would end the call. */
  void checkAnnounced(EntryList headers) {
    if (isAnnouncedTooLarge(headers)) {
      throw new BodyUnavailableException(
          BodyUnavailableException.Reason.TOO_LARGE,
          "body: announced larger than " + LARGEST_BODY + " bytes (expected: at most that)");
    }
  }

  private static boolean isAnnouncedTooLarge(EntryList headers) {
    return headers.firstValue("content-length").filter(CallContext::isTooLarge).isPresent();
  }

  private static boolean isTooLarge(String contentLength) {
    String digits = contentLength.strip();
    boolean number = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return number && (digits.length() > 10 || Long.parseLong(digits) > LARGEST_BODY);
  }
}
