/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import io.github.a6runner.core.setting.FilterSettings;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plugin that has been loaded and is not in service yet: its filters, not started, and what is
 * wrong with it. It owns what it has opened until it is {@link #start}ed or {@link #discard}ed. Not
 * thread-safe.
 */
final class Candidate {
  private static final Logger logger = LoggerFactory.getLogger(Candidate.class);

  private final PluginEntry entry;
  private final LoadingTurns turns;
  private final List<LoadedFilter> found = new ArrayList<>();
  private final List<AutoCloseable> resources = new ArrayList<>();
  private final List<PluginProblem> problems = new ArrayList<>();

  /**
   * Takes what was loaded.
   *
   * @param entry where it is from
   * @param turns the calls into plugins that are being loaded
   */
  Candidate(PluginEntry entry, LoadingTurns turns) {
    this.entry = entry;
    this.turns = turns;
  }

  PluginEntry entry() {
    return entry;
  }

  /** The filters that may be started. */
  List<LoadedFilter> found() {
    return found;
  }

  /** What is wrong, in the order in which that was found. */
  List<PluginProblem> problems() {
    return problems;
  }

  /** Takes something that is closed before all it has taken so far. */
  void owns(AutoCloseable resource) {
    resources.add(0, resource);
  }

  void refuse(PluginRefusedException refusal) {
    // The stack trace is for the plugin's author, who turns debugging on; the reason is for all.
    logger.debug("{}: refused", entry.origin(), refusal);
    problems.add(refusal.problemOf(entry.origin()));
  }

  void refuse(String reason) {
    problems.add(new PluginProblem(entry.origin(), reason, reason));
  }

  /** Starts the filters with their settings; one that fails is a problem and left out. */
  Generation start(FilterSettings settings) {
    List<LoadedFilter> started = new ArrayList<>();
    for (LoadedFilter filter : found) {
      start(filter, settings, started);
    }
    return new Generation(started, resources);
  }

  /** Closes what was opened; no filter has been started. */
  void discard() {
    resources.forEach(Generation::closeQuietly);
  }

  @SuppressWarnings("try") // the turn is only there and closed
  private void start(LoadedFilter filter, FilterSettings settings, List<LoadedFilter> started) {
    try (var turn =
        turns.begin("%s: start of filter %s".formatted(entry.origin(), filter.name()))) {
      filter.start(settings);
      started.add(filter);
    } catch (Throwable e) {
      refuse(PluginFailure.ofStart(filter, e));
    }
  }
}
