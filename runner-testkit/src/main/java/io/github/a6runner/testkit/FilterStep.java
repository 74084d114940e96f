/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.api.Decision;
import io.github.a6runner.core.FilterReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one filter did with a call. Immutable; {@code toString} shows all of it.
 *
 * <pre>{@code
 * FilterStep step = outcome.steps().get(0);
 * assertThat(step.filter()).isEqualTo("request-transform");
 * assertThat(step.changes()).containsExactly("path: /old -> /new");
 * assertThat(step.stop()).isEmpty();
 * }</pre>
 */
public final class FilterStep {
  private final String filter;
  private final String conf;
  private final List<String> changes;
  private final Optional<Decision.Stop> stop;
  private final Optional<Throwable> failure;
  private final Duration took;

  FilterStep(FilterReport report, String conf) {
    this.filter = report.filter();
    this.conf = conf;
    this.changes = List.copyOf(Changes.between(report.before(), report.after()));
    this.stop = report.stop();
    this.failure = report.failure();
    this.took = report.took();
  }

  /**
   * Which filter it was.
   *
   * @return the name of the filter
   */
  public String filter() {
    return filter;
  }

  /**
   * How the filter was configured.
   *
   * @return its configuration, as in the route
   */
  public String conf() {
    return conf;
  }

  /**
   * What the filter changed; for people, the words may change.
   *
   * @return one line for each thing that it changed; an immutable list
   */
  public List<String> changes() {
    return changes;
  }

  /**
   * The answer with which the filter stopped the request.
   *
   * @return the answer, or empty if it did not stop it
   */
  public Optional<Decision.Stop> stop() {
    return stop;
  }

  /**
   * What the filter threw, or its stage failed with.
   *
   * @return what was thrown, or empty if it did not fail
   */
  public Optional<Throwable> failure() {
    return failure;
  }

  /**
   * How long the filter took, by the clock of the runner.
   *
   * @return zero or more
   */
  public Duration took() {
    return took;
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
