/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.core.setting.FilterSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is in service for each plugin, and how a loaded plugin gets there. One that is in any way
 * broken leaves what was there in service; where nothing was, its good filters are used. Of several
 * new filters of one name none is used, and none that has the name of one in service. Not
 * thread-safe.
 */
final class PluginSlots {
  private final EntryLoader loader;
  private final FilterSettings settings;
  private final Map<Path, Slot> slots = new TreeMap<>();

  /** One plugin: what is in service, if anything is, and what is wrong with its files. */
  private record Slot(Optional<Generation> inService, List<PluginProblem> problems) {
    static final Slot EMPTY = new Slot(Optional.empty(), List.of());

    List<LoadedFilter> filters() {
      return inService.map(Generation::filters).orElse(List.of());
    }
  }

  PluginSlots(EntryLoader loader, FilterSettings settings) {
    this.loader = loader;
    this.settings = requireNonNull(settings, "settings");
  }

  /** Takes plugins out of service. */
  void remove(Collection<Path> paths) {
    paths.forEach(slots::remove);
  }

  /** Loads plugins and puts them in service. */
  void load(List<PluginEntry> entries) {
    Map<Path, Candidate> candidates = new LinkedHashMap<>();
    loader.open(entries).forEach(each -> candidates.put(each.entry().path(), each));
    Set<Path> kept = new HashSet<>();
    candidates.forEach((path, candidate) -> keepIfBroken(path, candidate, kept));
    while (keepIfColliding(candidates, kept)) {
      // What is kept may have names that others have relied on being free.
    }
    dropColliding(candidates, kept);
    List<Path> failed = new ArrayList<>();
    candidates.forEach(
        (path, candidate) -> {
          if (!place(path, candidate, kept.contains(path))) {
            failed.add(path);
          }
        });
    failed.forEach(this::dropIfNameIsTaken);
  }

  /** The filters in service, as a new set. */
  FilterSet filters() {
    return new FilterSet(inService());
  }

  /** What is in service, in the order of the plugins' paths. */
  List<Generation> inService() {
    return slots.values().stream().flatMap(slot -> slot.inService().stream()).toList();
  }

  /** What is wrong, plugin by plugin. */
  List<PluginProblem> problems() {
    return slots.values().stream().flatMap(slot -> slot.problems().stream()).toList();
  }

  /** The plugins that have problems, which may be gone when others have changed. */
  Set<Path> troubled() {
    return slots.entrySet().stream()
        .filter(slot -> !slot.getValue().problems().isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private Slot slot(Path path) {
    return slots.getOrDefault(path, Slot.EMPTY);
  }

  private boolean keepIfBroken(Path path, Candidate candidate, Set<Path> kept) {
    return !candidate.problems().isEmpty() && slot(path).inService().isPresent() && kept.add(path);
  }

  /** Whether a plugin stays as it is for a name that is another's too. */
  private boolean keepIfColliding(Map<Path, Candidate> candidates, Set<Path> kept) {
    Map<String, List<LoadedFilter>> claims = claims(candidates, kept);
    boolean changed = false;
    for (Map.Entry<Path, Candidate> each : candidates.entrySet()) {
      Candidate candidate = each.getValue();
      if (slot(each.getKey()).inService().isPresent() && !kept.contains(each.getKey())) {
        refuseColliding(candidate, claims);
        changed |= keepIfBroken(each.getKey(), candidate, kept);
      }
    }
    return changed;
  }

  private void dropColliding(Map<Path, Candidate> candidates, Set<Path> kept) {
    Map<String, List<LoadedFilter>> claims = claims(candidates, kept);
    candidates.forEach(
        (path, candidate) -> {
          if (!kept.contains(path)) {
            refuseColliding(candidate, claims);
            candidate.found().removeIf(filter -> isShared(filter, claims));
          }
        });
  }

  private static void refuseColliding(Candidate candidate, Map<String, List<LoadedFilter>> claims) {
    for (LoadedFilter filter : candidate.found()) {
      if (isShared(filter, claims)) {
        candidate.refuse(sharedName(filter.name(), claims.getOrDefault(filter.name(), List.of())));
      }
    }
  }

  private static boolean isShared(LoadedFilter filter, Map<String, List<LoadedFilter>> claims) {
    return claims.getOrDefault(filter.name(), List.of()).size() > 1;
  }

  /** Who wants which name: what stays in service, and what is new. */
  private Map<String, List<LoadedFilter>> claims(Map<Path, Candidate> candidates, Set<Path> kept) {
    Map<Path, List<LoadedFilter>> all = new TreeMap<>();
    slots.forEach((path, slot) -> all.put(path, slot.filters()));
    candidates.forEach(
        (path, candidate) -> {
          if (!kept.contains(path)) {
            all.put(path, candidate.found());
          }
        });
    Map<String, List<LoadedFilter>> claims = new HashMap<>();
    all.values().stream()
        .flatMap(List::stream)
        .forEach(
            filter -> claims.computeIfAbsent(filter.name(), n -> new ArrayList<>()).add(filter));
    return claims;
  }

  private static String sharedName(String name, List<LoadedFilter> filters) {
    return filters.stream()
        .map(filter -> filter.origin() + " (" + filter.filter().getClass().getName() + ")")
        .collect(
            Collectors.joining(
                " and ",
                "filter " + name + ": in ",
                " (expected: one filter of a name; none of these is used)"));
  }

  /** Puts a plugin in service; false if it failed to start and what was there stays. */
  private boolean place(Path path, Candidate candidate, boolean keep) {
    Optional<Generation> before = slot(path).inService();
    if (keep) {
      candidate.discard();
      slots.put(path, new Slot(before, List.copyOf(candidate.problems())));
      return true;
    }
    Generation started = candidate.start(settings);
    boolean failed = before.isPresent() && !candidate.problems().isEmpty();
    Optional<Generation> next = failed ? before : Optional.of(started).filter(Generation::isUsed);
    if (failed || next.isEmpty()) {
      started.close();
    }
    slots.put(path, new Slot(next, List.copyOf(candidate.problems())));
    return !failed;
  }

  /** Another plugin may have got a name that one would have given up, had it started. */
  private void dropIfNameIsTaken(Path path) {
    Slot slot = slot(path);
    Set<String> others =
        slots.entrySet().stream()
            .filter(each -> !each.getKey().equals(path))
            .flatMap(each -> each.getValue().filters().stream())
            .map(LoadedFilter::name)
            .collect(Collectors.toSet());
    if (slot.filters().stream().map(LoadedFilter::name).anyMatch(others::contains)) {
      slots.put(path, new Slot(Optional.empty(), slot.problems()));
    }
  }
}
