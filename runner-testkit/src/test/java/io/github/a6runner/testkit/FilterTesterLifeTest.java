/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import io.github.a6runner.core.setting.FilterSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class FilterTesterLifeTest {
  private final List<String> seen = new CopyOnWriteArrayList<>();

  @Test
  void filter_isStartedConfiguredOnceAndClosed() {
    try (FilterTester tester = FilterTester.of(new Noting())) {
      tester.request(r -> r.conf("a"));
      tester.request(r -> r.conf("a"));
      tester.response(r -> r.conf("a").body("body"));
      tester.request(r -> r.conf("b"));
    }
    assertThat(seen)
        .containsExactly(
            "start",
            "configure a",
            "request 127.0.0.1",
            "request 127.0.0.1",
            "response body",
            "configure b",
            "request 127.0.0.1",
            "close");
  }

  @Test
  void settings_ofAFilter_areThereInItsStart() {
    Filter<String> told =
        new Noting() {
          @Override
          public void start(ConfSource settings) {
            seen.add(settings.text());
          }
        };
    FilterTester.builder().filter(told).filterSettings("noting", "{\"a\":1}").start().close();
    FilterTester.of(told).close();
    assertThat(seen).containsExactly("{\"a\":1}", "close", "{}", "close");
  }

  @Test
  void settings_ofAFilterThatDoesNotRunHere_areRefused() {
    assertThatThrownBy(
            () ->
                FilterTester.builder().filter(new Noting()).filterSettings("noting2", "{}").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("settings of noting2: not loaded (expected: one of noting)");
  }

  @Test
  void close_secondTime_doesNothing() {
    FilterTester tester = FilterTester.of(new Noting());
    tester.close();
    tester.close();
    assertThat(seen).containsExactly("start", "close");
  }

  @Test
  void of_filterThatDoesNotStart_throws() {
    Filter<String> broken =
        new Noting() {
          @Override
          public void start(ConfSource settings) {
            throw new IllegalArgumentException("no licence");
          }
        };
    assertThatThrownBy(() -> FilterTester.of(broken))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no licence");
  }

  @Test
  void runner_closed_leavesNoFileBehind() {
    TestRunner runner = new TestRunner(FilterSettings.NONE);
    Path lock = runner.socket().resolveSibling("lock");
    assertThat(lock).exists();
    runner.close();
    assertThat(lock).doesNotExist();
  }

  private class Noting implements NonBlockingFilter<String> {
    @Override
    public String name() {
      return "noting";
    }

    @Override
    public void start(ConfSource settings) {
      seen.add("start");
    }

    @Override
    public String configure(ConfSource source) {
      seen.add("configure " + source.text());
      return source.text();
    }

    @Override
    public Needs needs(Phase phase, String conf) {
      return phase == Phase.REQUEST ? Needs.variables("remote_addr") : Needs.body();
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      seen.add("request " + call.variable("remote_addr").orElse(""));
      return Decision.proceed();
    }

    @Override
    public void onResponse(ResponseCall call, String conf) {
      seen.add("response " + call.body().text());
    }

    @Override
    public void close() {
      seen.add("close");
    }
  }
}
