/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A connection leaves when it was told to and has been quiet since. */
class LeavingTest {
  private static final long LONG = TimeUnit.HOURS.toNanos(1);

  private final AtomicLong now = new AtomicLong(LONG);
  private final Leaving leaving = new Leaving(now::get);

  @Test
  void endsIdle_notToldTo_isNever() {
    assertThat(leaving.endsIdle()).isFalse();
    assertThat(leaving.endsBehindReply()).isFalse();
  }

  @Test
  void endsIdle_toldWhenQuiet_isAfterATimeWithoutAnything() {
    leaving.begin(Departure.WHEN_QUIET);
    assertThat(leaving.endsIdle()).as("told just now").isFalse();
    now.addAndGet(LONG);
    assertThat(leaving.endsIdle()).isTrue();

    leaving.heard();

    assertThat(leaving.endsIdle()).isFalse();
  }

  @Test
  void begin_again_countsTheQuietFromTheFirstTime() {
    leaving.begin(Departure.AFTER_REPLY);
    now.addAndGet(LONG);

    leaving.begin(Departure.WHEN_QUIET);

    assertThat(leaving.endsIdle()).isTrue();
  }

  @Test
  void endsBehindReply_whenQuiet_isNotAndTheReplyCountsAsHeard() {
    leaving.begin(Departure.WHEN_QUIET);
    now.addAndGet(LONG);

    assertThat(leaving.endsBehindReply()).isFalse();

    assertThat(leaving.endsIdle()).isFalse();
  }

  @Test
  void endsBehindReply_toldSo_is() {
    leaving.begin(Departure.AFTER_REPLY);

    assertThat(leaving.endsBehindReply()).isTrue();
  }
}
