/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every benchmark of a single step once, in this JVM, so that none can rot. */
class MicroBenchmarksTest {

  @Test
  void benchmarks_runOnce_doNotFail() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("Benchmark")
                    .param("confs", "1000")
                    .mode(Mode.SingleShotTime)
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();

    assertThat(results)
        .extracting(
            result -> result.getParams().getBenchmark().replaceFirst(".*\\.(\\w+)\\.", "$1."))
        .contains(
            "DecodingBenchmark.decode",
            "EncodingBenchmark.encode",
            "LookUpBenchmark.find",
            "CallBenchmark.call");
  }
}
