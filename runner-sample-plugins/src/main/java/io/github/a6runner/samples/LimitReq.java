/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.a6runner.api.AsyncFilter;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Min;
import io.github.a6runner.api.RequestCall;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * Lets the requests of a route through at a steady rate, as a leaky bucket does: what comes too
 * early waits its turn, without holding a thread. What finds more than the burst waiting before it,
 * or would have to wait longer than its call may take, gets 503 at once and takes nobody's turn.
 *
 * <pre>{@code {"rate": 10, "burst": 20}}</pre>
 */
public final class LimitReq implements AsyncFilter<LimitReq.Bucket> {

  /**
   * The configuration.
   *
   * @param rate how many requests go through each second
   * @param burst how many requests may wait
   */
  public record Conf(@Min(value = 0, exclusive = true) double rate, @Min(0) int burst) {}

  private final LongSupplier nanoTime;
  private final ScheduledExecutorService timer;

  /** Made by the runner. */
  public LimitReq() {
    this(System::nanoTime, Executors.newSingleThreadScheduledExecutor(LimitReq::timerThread));
  }

  /** Takes the time and a timer, which is then this filter's to close. */
  LimitReq(LongSupplier nanoTime, ScheduledExecutorService timer) {
    this.nanoTime = nanoTime;
    this.timer = timer;
  }

  private static Thread timerThread(Runnable task) {
    Thread thread = new Thread(task, "limit-req");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public String name() {
    return "limit-req";
  }

  @Override
  public Bucket configure(ConfSource source) {
    return new Bucket(source.as(Conf.class), nanoTime.getAsLong());
  }

  @Override
  public CompletionStage<Decision> onRequestAsync(RequestCall call, Bucket bucket) {
    OptionalLong delay = bucket.pour(nanoTime.getAsLong(), call.timeLeft());
    if (delay.isEmpty()) {
      return CompletableFuture.completedStage(Decision.stop(503));
    }
    if (delay.getAsLong() == 0) {
      return CompletableFuture.completedStage(Decision.proceed());
    }
    CompletableFuture<Decision> turn = new CompletableFuture<>();
    Runnable come = () -> turn.complete(Decision.proceed());
    Future<?> unused = timer.schedule(come, delay.getAsLong(), NANOSECONDS);
    return turn;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** The requests of one route that have come before their turn. */
  static final class Bucket {
    private final Conf conf;
    private double excess = -1;
    private long last;

    private Bucket(Conf conf, long now) {
      this.conf = conf;
      this.last = now;
    }

    /** Adds a request; gives the nanoseconds that it has to wait, or nothing if it is refused. */
    synchronized OptionalLong pour(long now, Duration patience) {
      double drained = (now - last) * conf.rate() / 1e9;
      double next = Math.max(0, excess - drained + 1);
      long delay = (long) (next / conf.rate() * 1e9);
      if (next > conf.burst() || delay > patience.toNanos()) {
        return OptionalLong.empty();
      }
      excess = next;
      last = now;
      return OptionalLong.of(delay);
    }
  }
}
