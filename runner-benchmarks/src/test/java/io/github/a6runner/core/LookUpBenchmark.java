/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.benchmarks.filters.Rewrite;
import io.github.a6runner.core.conf.ConfStore;
import io.github.a6runner.core.conf.Configurer;
import io.github.a6runner.core.conf.HeldConf;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.TextEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Finding the conf of a token and letting go of it, one after another. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class LookUpBenchmark {

  /** How many confs there are. */
  @Param({"1", "1000", "100000"})
  private int confs;

  private final FilterSet filters = FilterSet.of(new Rewrite());
  private final ConfStore store =
      new ConfStore(
          new Configurer(() -> filters, Runnable::run, System::nanoTime, (filter, conf, why) -> {}),
          new ConfStore.Bounds(Duration.ofHours(1), Long.MAX_VALUE),
          0);
  private long last;

  /** Prepares the confs; their tokens count from 1. */
  @Setup
  public void prepare() {
    List<TextEntry> entries = List.of(TextEntry.of("rewrite", "{}"));
    for (int conf = 0; conf < confs; conf++) {
      var unused = store.prepare(new PrepareConf(Optional.of("conf" + conf), entries));
    }
  }

  /** Closes the store and the filters. */
  @TearDown
  public void close() {
    store.close();
    filters.close();
  }

  /** Finds the next one. */
  @Benchmark
  public Object find() {
    last = last % confs + 1;
    HeldConf conf = store.find(last).orElseThrow();
    conf.release();
    return conf;
  }
}
