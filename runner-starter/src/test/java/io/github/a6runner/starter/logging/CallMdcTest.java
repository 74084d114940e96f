/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallMdcTest {
  private final CallMdc mdc = new CallMdc();
  private final AtomicInteger made = new AtomicInteger();

  @Test
  void labels_ofACallThatLogsNothing_areNeverMade() {
    mdc.enter(this::labels);
    mdc.put("own", "1");
    mdc.leave();

    assertThat(made).hasValue(0);
  }

  @Test
  void labels_whenAskedFor_areThereWithWhatWasPut() {
    mdc.enter(this::labels);
    mdc.put("own", "1");

    assertThat(mdc.get("call")).isEqualTo("7");
    assertThat(mdc.getCopyOfContextMap()).isEqualTo(Map.of("call", "7", "own", "1"));
  }

  @Test
  void leave_takesAwayTheCallAndWhatWasPut() {
    mdc.enter(this::labels);
    mdc.put("own", "1");
    mdc.leave();

    assertThat(mdc.getCopyOfContextMap()).isEmpty();
    assertThat(mdc.get("call")).isNull();
  }

  @Test
  void clear_byAPlugin_leavesTheCall() {
    mdc.enter(this::labels);
    mdc.put("own", "1");
    mdc.clear();

    assertThat(mdc.getCopyOfContextMap()).isEqualTo(Map.of("call", "7"));
  }

  @Test
  void copy_setOnAnotherThread_isThereToo() throws Exception {
    mdc.enter(this::labels);
    Map<String, String> copy = mdc.getCopyOfContextMap();
    Thread other =
        new Thread(
            () -> {
              mdc.setContextMap(copy);
              made.set("7".equals(mdc.get("call")) ? 100 : -1);
            });
    other.start();
    other.join();

    assertThat(made).hasValue(100);
  }

  private Map<String, String> labels() {
    made.incrementAndGet();
    return Map.of("call", "7");
  }
}
