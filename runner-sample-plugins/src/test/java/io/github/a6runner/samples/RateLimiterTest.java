/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.testkit.FilterTester;
import io.github.a6runner.testkit.RequestOutcome;
import io.github.a6runner.testkit.TestRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimiterTest {
  private static final String ONE = "{\"requests_per_second\": 1}";

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

  @AutoClose private final FilterTester tester = FilterTester.of(new RateLimiter(now::get));

  @Test
  void request_aboveTheRate_isToldWhenToComeAgain() {
    assertPasses(r -> r.conf(ONE));
    assertLimited("1", r -> r.conf(ONE));
    pass(Duration.ofSeconds(1).minusNanos(1));
    assertLimited("1", r -> r.conf(ONE));
    pass(Duration.ofNanos(1));
    assertPasses(r -> r.conf(ONE));
    assertLimited("1", r -> r.conf(ONE));
  }

  @Test
  void request_rateOfThree_allowsThreeAtOnceAndNoMoreAfterAPause() {
    String three = "{\"requests_per_second\": 3}";
    for (int pause = 0; pause < 2; pause++) {
      for (int i = 0; i < 3; i++) {
        assertPasses(r -> r.conf(three));
      }
      assertLimited("1", r -> r.conf(three));
      pass(Duration.ofHours(1));
    }
  }

  @Test
  void request_rateBelowOne_allowsOneAndRoundsTheWaitUp() {
    String slow = "{\"requests_per_second\": 0.4}";
    assertPasses(r -> r.conf(slow));
    assertLimited("3", r -> r.conf(slow));
    pass(Duration.ofMillis(500));
    assertLimited("2", r -> r.conf(slow));
    pass(Duration.ofSeconds(2));
    assertPasses(r -> r.conf(slow));
  }

  @Test
  void key_default_isTheAddressThatApisixBelieves() {
    assertPasses(r -> r.conf(ONE).variable("remote_addr", "10.0.0.1"));
    assertPasses(r -> r.conf(ONE).variable("remote_addr", "10.0.0.2"));
    assertLimited("1", r -> r.conf(ONE).variable("remote_addr", "10.0.0.1"));
  }

  @Test
  void key_consumerName_countsConsumers() {
    String conf = "{\"requests_per_second\": 1, \"key\": \"consumer_name\"}";
    assertPasses(r -> r.conf(conf).variable("consumer_name", "jack"));
    assertPasses(r -> r.conf(conf).variable("consumer_name", "jill"));
    assertLimited("1", r -> r.conf(conf).variable("consumer_name", "jack"));
  }

  @Test
  void key_header_countsItsValues() {
    String conf = "{\"requests_per_second\": 1, \"key\": \"header:X-Api-Key\"}";
    assertPasses(r -> r.conf(conf).header("x-api-key", "a"));
    assertPasses(r -> r.conf(conf).header("x-api-key", "b"));
    assertLimited("1", r -> r.conf(conf).header("X-API-KEY", "a"));
  }

  @Test
  void key_headerMoreThanOnce_isOneBucketForAll() {
    String conf = "{\"requests_per_second\": 1, \"key\": \"header:X-Api-Key\"}";
    assertPasses(r -> r.conf(conf).header("X-Api-Key", "random").header("X-Api-Key", "a"));
    assertLimited("1", r -> r.conf(conf).header("X-Api-Key", "other").header("X-Api-Key", "a"));
    assertLimited("1", r -> r.conf(conf).header("X-Api-Key", "a").header("X-Api-Key", "other"));
    assertPasses(r -> r.conf(conf).header("X-Api-Key", "a"));
  }

  @Test
  void key_headerThatMayBeHidden_isOneBucketForAll() {
    String conf = "{\"requests_per_second\": 1, \"key\": \"header:X-Api-Key\"}";
    assertPasses(r -> fill(r.conf(conf).header("X-Api-Key", "random"), 98));
    assertPasses(r -> fill(r.conf(conf).header("X-Api-Key", "other"), 99));
    assertLimited("1", r -> fill(r.conf(conf).header("X-Api-Key", "third"), 99));
  }

  @Test
  void key_consumerNameBeforeAuthentication_isOneBucketForAll() {
    String conf = "{\"requests_per_second\": 1, \"key\": \"consumer_name\"}";
    assertPasses(r -> r.conf(conf));
    assertLimited("1", r -> r.conf(conf).variable("remote_addr", "10.0.0.2"));
  }

  @Test
  void key_withoutAValue_isOneBucketForAll() {
    String conf = "{\"requests_per_second\": 1, \"key\": \"header:X-Api-Key\"}";
    assertPasses(r -> r.conf(conf));
    assertLimited("1", r -> r.conf(conf).header("X-Api-Key", ""));
    assertPasses(r -> r.conf(ONE).withoutVariable("remote_addr"));
    assertLimited("1", r -> r.conf(ONE).withoutVariable("remote_addr"));
  }

  @Test
  void conf_another_hasBucketsOfItsOwn() {
    assertPasses(r -> r.conf(ONE));
    assertPasses(r -> r.conf("{\"requests_per_second\": 1.0}"));
    assertLimited("1", r -> r.conf(ONE));
  }

  @Test
  void keys_moreThanAreKept_forgetTheOneThatIsUnusedForLongest() {
    RateLimiter.Buckets buckets = new RateLimiter.Buckets(new RateLimiter.Conf(1, "remote_addr"));
    buckets.take("first", 0);
    buckets.take("second", 0);
    assertThat(buckets.take("first", 0)).isEqualTo(1.0);
    for (int i = 2; i <= RateLimiter.MOST_KEYS; i++) {
      buckets.take("key " + i, 0);
    }
    assertThat(buckets.size()).isEqualTo(RateLimiter.MOST_KEYS);
    assertThat(buckets.take("first", 0)).isEqualTo(1.0);
    assertThat(buckets.take("second", 0)).isEqualTo(0.0);
  }

  @Test
  void time_ofTheRunner_goesOn() {
    try (FilterTester real = FilterTester.of(new RateLimiter())) {
      String conf = "{\"requests_per_second\": 0.001}";
      assertThat(real.request(r -> r.conf(conf))).proceeds();
      String wait = real.request(r -> r.conf(conf)).stop().header("Retry-After").orElse("");
      assertThat(Integer.parseInt(wait)).isBetween(900, 1000);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|$.requests_per_second",
        "{\"requests_per_second\": 0}|$.requests_per_second",
        "{\"requests_per_second\": \"1\"}|$.requests_per_second",
        "{\"requests_per_second\": 1, \"key\": \"remote_port\"}|$.key: unknown",
        "{\"requests_per_second\": 1, \"key\": \"\"}|$.key: unknown",
        "{\"requests_per_second\": 1, \"key\": \"header:\"}|$",
        "{\"requests_per_second\": 1, \"key\": \"header:X Y\"}|$",
        "{\"requests_per_second\": 1, \"burst\": 1}|$.burst"
      })
  void conf_malformed_isRefused(String conf, String place) {
    assertThat(tester.request(r -> r.conf(conf)))
        .fails()
        .refusesConf(place)
        .hasReasonContaining("(expected: ");
  }

  private static TestRequest fill(TestRequest request, int headers) {
    for (int i = 0; i < headers; i++) {
      request.header("X-Filler-" + i, "f");
    }
    return request;
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private void assertPasses(Consumer<TestRequest> request) {
    RequestOutcome outcome = tester.request(request);
    assertThat(outcome).proceeds();
  }

  private void assertLimited(String retryAfter, Consumer<TestRequest> request) {
    RequestOutcome outcome = tester.request(request);
    assertThat(outcome).stops().hasStatus(429).hasHeader("Retry-After", retryAfter);
  }
}
