/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import io.github.a6runner.core.setting.SettingProblem;
import io.github.a6runner.starter.surroundings.UsageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the settings of a draft were given, and what is wrong with them. Not thread-safe. */
final class ConfigFindings {
  private final Map<String, Origin> origins = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  /** Remembers where a setting was given. */
  void origin(String key, Origin origin) {
    origins.put(key, origin);
  }

  /** Where the settings were given; those that were not keep their defaults. */
  Map<String, Origin> origins() {
    return origins;
  }

  /** Takes a problem. */
  void wrong(String problem) {
    problems.add(problem);
  }

  /** What is wrong so far, a line for each problem; may be added to. */
  List<String> problems() {
    return problems;
  }

  /** A problem with the place where the setting was given. */
  String located(SettingProblem problem) {
    Origin origin = origins.get(problem.key());
    return origin == null ? problem.toString() : problem.named(origin.naming(problem.key()));
  }

  /** A step that may find something wrong. */
  interface Step {
    void run() throws UsageException;
  }

  /** Does a step; what is wrong becomes a problem. */
  void attempt(Step step) {
    try {
      step.run();
    } catch (UsageException e) {
      problems.addAll(e.problems());
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
  }
}
