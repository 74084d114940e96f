/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Reads what the load generator has written, shortened. */
class LoadResultTest {
  private static final String RUN =
      """
      {"mode":"call","plugin":"say","calls":99880,"rps":99853.8,"errors":2,"warmup_errors":1,\
      "latency_us":{"mean":320.5,"p50":230.4,"p90":282.6,"p99":4292.6},"error_kinds":{"timeout":2},\
      "server":{"pid":1,"cpu_us_per_call":3.6,"user_s":0.50,"sys_s":1.50,"rss_kb":2048},"other_cores":1.302}
      """;

  @Test
  void parse_run_givesItsFigures() throws BenchmarkException {
    LoadResult result = LoadResult.parse(RUN);

    assertThat(result)
        .isEqualTo(
            new LoadResult(
                99880, 3, "{\"timeout\":2}", 99853.8, 230.4, 4292.6, 3.6, 0.75, 2048, 1.302));
    assertThat(result.memoryMebibytes()).isEqualTo(2);
  }

  @Test
  void parse_timesOfAServer_divideWhatACallCosts() throws BenchmarkException {
    LoadResult result = LoadResult.parse(RUN);

    assertThat(result.kernelMicros()).isCloseTo(2.7, within(1e-9));
    assertThat(result.userMicros()).isCloseTo(0.9, within(1e-9));
  }

  @Test
  void parse_noTimes_hasNothingInTheKernel() throws BenchmarkException {
    String json = "{\"calls\":1,\"server\":{\"cpu_us_per_call\":2,\"user_s\":0,\"sys_s\":0}}";

    assertThat(LoadResult.parse(json).kernelMicros()).isZero();
    assertThat(LoadResult.parse(json).userMicros()).isEqualTo(2);
  }

  @Test
  void parse_complaint_isSaid() {
    assertThatExceptionOfType(BenchmarkException.class)
        .isThrownBy(() -> LoadResult.parse("a6load: /x: Connection refused\n"))
        .withMessageStartingWith("a6load: a6load: /x: Connection refused (expected: ");
  }

  @Test
  void parse_starts_giveMedians() throws BenchmarkException {
    StartResult result =
        StartResult.parse(
            "{\"mode\":\"startup\",\"runs\":3,\"median_ms\":212.5,\"median_rss_kb\":87040}");

    assertThat(result).isEqualTo(new StartResult(212.5, 87040));
    assertThat(result.memoryMebibytes()).isEqualTo(85);
  }
}
