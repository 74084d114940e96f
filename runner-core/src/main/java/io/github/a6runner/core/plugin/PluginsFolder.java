/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the files of a folder come to: looks at them, and loads what is new or has changed and is
 * quiet. Not thread-safe.
 */
final class PluginsFolder {
  private final String origin;
  private final PluginFiles files;
  private final PluginSlots slots;
  private List<PluginProblem> ofItself = List.of();

  /**
   * Makes one that was not looked at.
   *
   * @param folder the folder
   * @param files its files
   * @param slots takes what is made of them
   */
  PluginsFolder(Path folder, PluginFiles files, PluginSlots slots) {
    this.origin = folder.toString();
    this.files = files;
    this.slots = slots;
  }

  /** Loads all that is there. */
  void load() {
    try {
      List<PluginEntry> entries = files.look();
      slots.load(entries);
      entries.forEach(entry -> files.take(entry.path()));
    } catch (PluginRefusedException e) {
      isOutOfUse(e);
    }
  }

  /** Looks once, and loads what has changed and is quiet since the last look. */
  void poll() {
    ofItself = List.of();
    try {
      List<PluginEntry> entries = files.look();
      Set<Path> settled = files.settled();
      if (!settled.isEmpty()) {
        change(entries, settled);
      }
    } catch (PluginRefusedException e) {
      // The folder itself is away or open to others: what is in service was neither when loaded.
      isOutOfUse(e);
    }
  }

  private void isOutOfUse(PluginRefusedException why) {
    ofItself = List.of(why.problemOf(origin));
  }

  private void change(List<PluginEntry> entries, Set<Path> settled) {
    Set<Path> toLoad = new HashSet<>(settled);
    slots.troubled().stream().filter(files::isThere).forEach(toLoad::add);
    slots.remove(settled.stream().filter(path -> !files.isThere(path)).toList());
    slots.load(entries.stream().filter(entry -> toLoad.contains(entry.path())).toList());
    toLoad.forEach(files::take);
  }

  /** What is wrong with the folder and what is in it, as it was last seen. */
  List<PluginProblem> problems() {
    List<PluginProblem> all = new ArrayList<>(ofItself);
    all.addAll(slots.problems());
    return List.copyOf(all);
  }

  /** What can be used of it. */
  List<Generation> inService() {
    return slots.inService();
  }

  /** The filters of that. */
  FilterSet filters() {
    return slots.filters();
  }
}
