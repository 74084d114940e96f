/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Phase;
import io.github.a6runner.core.plugin.FilterSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The filters that confs name in a phase in which they do nothing, each said once in the log.
 * Thread-safe.
 */
final class PassedOver {
  private static final Logger logger = LoggerFactory.getLogger(PassedOver.class);

  private final Set<Place> said = ConcurrentHashMap.newKeySet();

  /** A filter and the phase that it does not implement. */
  private record Place(String filter, Phase phase) {

    boolean isIn(FilterSet filters) {
      return filters.find(filter).filter(found -> !found.phases().contains(phase)).isPresent();
    }

    @Override
    public String toString() {
      return filter + " " + phase;
    }
  }

  /** A call has gone past a filter. */
  void passed(String filter, Phase phase) {
    if (said.add(new Place(filter, phase))) {
      logger.warn(
          "filter {}: does nothing in the {} phase and is passed over (expected: a filter that has"
              + " {})",
          filter,
          CallLabels.name(phase),
          phase == Phase.REQUEST ? "onRequest" : "onResponse");
    }
  }

  /** Plugins have changed: those that do nothing now are said again. */
  void forget() {
    said.clear();
  }

  /**
   * Those that are so today, as in {@code say RESPONSE}: a call that began before a change may have
   * gone past one after it.
   */
  List<String> of(FilterSet today) {
    return said.stream().filter(each -> each.isIn(today)).map(Place::toString).sorted().toList();
  }
}
