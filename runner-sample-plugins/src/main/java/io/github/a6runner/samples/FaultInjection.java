/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Default;
import io.github.a6runner.api.Field;
import io.github.a6runner.api.Max;
import io.github.a6runner.api.Min;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.RequestCall;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Stops a share of the requests, to see how clients take it. The share is drawn anew for each
 * request.
 *
 * <pre>{@code {"http_status": 503, "body": "out of order", "percentage": 12.5}}</pre>
 */
public final class FaultInjection implements NonBlockingFilter<FaultInjection.Conf> {

  /**
   * The configuration.
   *
   * @param httpStatus the status to answer with
   * @param body the body to answer with; by default none
   * @param percentage how many of a hundred requests are stopped; by default all
   */
  public record Conf(
      @Field("http_status") @Min(200) @Max(599) int httpStatus,
      @Default("") String body,
      @Default("100") @Min(0) @Max(100) double percentage) {}

  private final DoubleSupplier random;

  /** Made by the runner. */
  public FaultInjection() {
    this(() -> ThreadLocalRandom.current().nextDouble());
  }

  /** Takes the source of numbers from 0 to, but not including, 1. */
  FaultInjection(DoubleSupplier random) {
    this.random = random;
  }

  @Override
  public String name() {
    return "fault-injection";
  }

  @Override
  public Conf configure(ConfSource source) {
    return source.as(Conf.class);
  }

  @Override
  public Decision onRequest(RequestCall call, Conf conf) {
    boolean hit = random.getAsDouble() * 100 < conf.percentage();
    return hit ? Decision.stop(conf.httpStatus()).body(conf.body()) : Decision.proceed();
  }
}
