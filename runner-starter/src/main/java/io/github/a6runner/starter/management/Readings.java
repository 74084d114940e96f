/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Makes metrics that are read when Prometheus asks.
 *
 * @param registry where they are to be found
 * @param source what they are read of; they have no values while it is empty; for any thread
 * @param <S> the type of that
 */
record Readings<S>(PrometheusRegistry registry, Supplier<Optional<S>> source) {

  /** Takes the values of a metric, each with the values of its labels. */
  interface Values {
    void add(long value, String... labels);
  }

  void gauge(String name, String help, ToLongFunction<S> value) {
    gauge(name, help, single(value));
  }

  void gauge(String name, String help, BiConsumer<S, Values> values, String... labels) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .callback(point -> read(values, point::call))
        .register(registry);
  }

  void counter(String name, String help, ToLongFunction<S> value) {
    counter(name, help, single(value));
  }

  void counter(String name, String help, BiConsumer<S, Values> values, String... labels) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .callback(point -> read(values, point::call))
        .register(registry);
  }

  private static <S> BiConsumer<S, Values> single(ToLongFunction<S> value) {
    return (from, values) -> values.add(value.applyAsLong(from));
  }

  private void read(BiConsumer<S, Values> values, Values into) {
    source.get().ifPresent(from -> values.accept(from, into));
  }
}
