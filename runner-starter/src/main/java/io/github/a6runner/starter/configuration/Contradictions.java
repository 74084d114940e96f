/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import io.github.a6runner.core.setting.DurationText;
import io.github.a6runner.core.setting.EndTimes;
import io.github.a6runner.core.setting.LoadLimits;
import io.github.a6runner.starter.management.ManagementAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds settings that are right each alone, but not together. */
final class Contradictions {
  private final Config config;
  private final ConfigDraft draft;
  private final Map<String, Origin> origins;
  private final List<String> found = new ArrayList<>();

  private Contradictions(Config config, ConfigDraft draft) {
    this.config = config;
    this.draft = draft;
    this.origins = draft.findings().origins();
  }

  /** All contradictions, each with the places of both. */
  static List<String> of(Config config, ConfigDraft draft) {
    Contradictions contradictions = new Contradictions(config, draft);
    contradictions.grace();
    contradictions.address();
    contradictions.management();
    contradictions.expireTime();
    contradictions.filterDeadlines();
    contradictions.limits();
    return contradictions.found;
  }

  private void grace() {
    Duration grace = config.runner().shutdownGrace();
    if (config.runner().managed() && grace.compareTo(EndTimes.MANAGED.calls()) > 0) {
      add(
          "shutdown-grace",
          DurationText.of(grace),
          "at most "
              + DurationText.of(EndTimes.MANAGED.calls())
              + " under APISIX, which kills a runner one second after SIGTERM, or auto");
    }
  }

  /** APISIX connects to the address that it named, and to no other. */
  private void address() {
    Path listen = config.runner().listen();
    Optional<Path> apisix = draft.apisixListen().filter(path -> !path.equals(listen));
    if (config.runner().managed() && apisix.isPresent()) {
      add(
          "listen",
          ListenAddress.of(listen),
          ListenAddress.of(apisix.get())
              + " as APISIX_LISTEN_ADDRESS, where APISIX connects, which started this runner");
    }
  }

  /** Each would take the path from the other, as a new runner takes it from an old one. */
  private void management() {
    Optional<Path> path = config.management().flatMap(Contradictions::path);
    if (path.isPresent() && draft.listen().map(Contradictions::plain).equals(path)) {
      add(
          "management.listen",
          ListenAddress.of(path.get()),
          "a path other than that of listen, " + place("listen"));
    }
  }

  private static Optional<Path> path(ManagementAddress address) {
    return address instanceof ManagementAddress.Unix unix
        ? Optional.of(plain(unix.path()))
        : Optional.empty();
  }

  private static Path plain(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private void expireTime() {
    Duration time = config.runner().confExpireTime();
    Optional<Duration> apisix = draft.apisixExpireTime().filter(said -> said.compareTo(time) > 0);
    if (apisix.isPresent()) {
      add(
          "conf-expire-time",
          DurationText.of(time),
          "at least the " + DurationText.of(apisix.get()) + " of APISIX_CONF_EXPIRE_TIME");
    }
  }

  private void filterDeadlines() {
    Duration call = config.runner().callDeadline();
    new TreeMap<>(config.runner().filterLimits())
        .forEach(
            (filter, limits) -> {
              if (limits.deadline().filter(time -> time.compareTo(call) > 0).isPresent()) {
                add(
                    "filters." + filter + ".deadline",
                    DurationText.of(limits.deadline().get()),
                    "at most the "
                        + DurationText.of(call)
                        + " of call-deadline, "
                        + place("call-deadline"));
              }
            });
  }

  /** What somebody has set; a default gives way to the other setting. */
  private void limits() {
    int inFlight = config.runner().maxCallsInFlight();
    LoadLimits load = config.runner().load();
    notAbove("max-calls-waiting", load.maxCallsWaiting(), inFlight);
    notAbove("max-calls-per-filter", load.maxCallsPerFilter(), inFlight);
    new TreeMap<>(config.runner().filterLimits())
        .forEach(
            (filter, limits) ->
                limits
                    .maxCalls()
                    .ifPresent(
                        most -> notAbove("filters." + filter + ".max-calls", most, inFlight)));
    int connections = load.maxConnections();
    if (connections < inFlight && areSet("max-connections", "max-calls-in-flight")) {
      add(
          "max-connections",
          Integer.toString(connections),
          "at least the %d of max-calls-in-flight, %s, since a connection carries one call"
              .formatted(inFlight, place("max-calls-in-flight")));
    }
  }

  private void notAbove(String key, int value, int inFlight) {
    if (value > inFlight && areSet(key)) {
      add(
          key,
          Integer.toString(value),
          "at most the %d of max-calls-in-flight, %s"
              .formatted(inFlight, place("max-calls-in-flight")));
    }
  }

  private boolean areSet(String... keys) {
    return origins.keySet().containsAll(List.of(keys));
  }

  private String place(String key) {
    Origin origin = origins.get(key);
    return origin == null ? "its default" : origin.place();
  }

  private void add(String key, String value, String expected) {
    Origin origin = origins.get(key);
    String naming = origin == null ? key : origin.naming(key);
    found.add(naming + ": " + value + " (expected: " + expected + ")");
  }
}
