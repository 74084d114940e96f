/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.api.Decision;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one filter did with a call. Immutable; {@code toString} shows all of it.
 *
 * @param filter the name of the filter
 * @param conf its configuration, as in the route
 * @param changes what it changed, one thing to a line; for people, the words may change
 * @param stop the answer with which it stopped the request; empty if it did not
 * @param failure what it threw, or its stage failed with; empty if it did not fail
 * @param took how long it took, by the clock of the runner
 */
public record FilterStep(
    String filter,
    String conf,
    List<String> changes,
    Optional<Decision.Stop> stop,
    Optional<Throwable> failure,
    Duration took) {

  /**
   * Takes any step.
   *
   * @param filter the name of the filter
   * @param conf its configuration
   * @param changes what it changed, which is copied
   * @param stop the answer with which it stopped the request
   * @param failure what it threw
   * @param took how long it took
   */
  public FilterStep {
    requireNonNull(filter, "filter");
    requireNonNull(conf, "conf");
    changes = List.copyOf(changes);
    requireNonNull(stop, "stop");
    requireNonNull(failure, "failure");
    requireNonNull(took, "took");
  }

  @Override
  public String toString() {
    Shown shown = new Shown().line("%s %s: %s".formatted(filter, conf, verdict()));
    changes.forEach(change -> shown.line("  " + change));
    return shown.toString();
  }

  private String verdict() {
    String how =
        stop.map(answer -> "stopped with " + answer.status())
            .or(() -> failure.map(thrown -> "failed with " + thrown))
            .orElse("proceeded");
    return how + ", in " + took.toMillis() + " ms";
  }
}
