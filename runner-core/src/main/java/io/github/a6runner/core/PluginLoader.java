/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the filters of a plugins folder, each entry (a jar, or a folder of jars) with a class
 * loader of its own and from a private copy. What cannot be used becomes a {@link PluginProblem};
 * the rest is loaded: other entries, and other filters of the same entry.
 *
 * <p>Where several filters have one name none of them is used, since nobody can know which one the
 * routes mean; the problem names all their entries.
 */
public final class PluginLoader {
  private static final Logger log = LoggerFactory.getLogger(PluginLoader.class);

  private final PluginFolder folder;
  private final PrivateCopies copies;
  private final PluginTrust trust;
  private final List<PluginProblem> problems = new ArrayList<>();
  private final List<PluginClassLoader> loaders = new ArrayList<>();

  private PluginLoader(Path folder, PrivateCopies copies) throws IOException {
    this.folder = new PluginFolder(folder);
    this.copies = copies;
    this.trust = new PluginTrust(copies.folder());
  }

  /**
   * Loads a folder and starts its filters, in the order of the entries' names. Runs the plugins'
   * code on the caller's thread.
   *
   * @param folder the plugins folder; a missing one is a problem, not a failure
   * @param privateCopyDir the folder in which the copies of this generation get a new folder; it
   *     must not be open to other users
   * @return the filters, which the caller closes, and what could not be loaded
   * @throws IOException if there is no room for the private copies
   */
  public static LoadResult load(Path folder, Path privateCopyDir) throws IOException {
    requireNonNull(folder, "folder");
    PrivateCopies copies = new PrivateCopies(requireNonNull(privateCopyDir, "privateCopyDir"));
    try {
      return new PluginLoader(folder, copies).load(folder);
    } catch (IOException | RuntimeException | Error e) {
      FilterSet.closeQuietly(copies);
      throw e;
    }
  }

  private LoadResult load(Path path) {
    List<LoadedFilter> found = new ArrayList<>();
    for (PluginEntry entry : entries(path)) {
      open(entry, found);
    }
    List<LoadedFilter> started = new ArrayList<>();
    for (LoadedFilter filter : withoutSharedNames(found)) {
      start(filter, started);
    }
    return new LoadResult(new FilterSet(started, resources(started)), problems);
  }

  private List<PluginEntry> entries(Path path) {
    if (!Files.isDirectory(path)) {
      refuse(path.toString(), "missing (expected: a folder of plugins)");
      return List.of();
    }
    try {
      trust.requireFolder(path);
      return folder.entries();
    } catch (PluginRefusedException | IOException e) {
      refuse(path.toString(), PluginFailure.of("cannot be read", e));
      return List.of();
    }
  }

  private void open(PluginEntry entry, List<LoadedFilter> found) {
    try {
      trust.requireEntry(entry);
      if (entry.jars().isEmpty()) {
        throw new PluginRefusedException("no jars in it (expected: the plugin's jars)");
      }
      List<Path> jars = copies.copy(entry.jars());
      Set<String> classNames = ServiceFiles.read(jars);
      PluginClassLoader loader = new PluginClassLoader(entry.plugin(), jars);
      loaders.add(loader);
      discover(entry, loader, classNames, found);
    } catch (PluginRefusedException | IOException e) {
      refuse(entry.origin(), PluginFailure.of("cannot be copied", e));
    }
  }

  private void discover(
      PluginEntry entry,
      PluginClassLoader loader,
      Set<String> classNames,
      List<LoadedFilter> found) {
    FilterDiscovery discovery = new FilterDiscovery(entry, loader);
    for (String className : classNames) {
      try {
        found.add(discovery.load(className));
      } catch (PluginRefusedException e) {
        refuse(entry.origin(), e);
      }
    }
  }

  private List<LoadedFilter> withoutSharedNames(List<LoadedFilter> found) {
    Map<String, List<LoadedFilter>> byName =
        found.stream().collect(Collectors.groupingBy(LoadedFilter::name));
    List<LoadedFilter> alone = new ArrayList<>();
    for (LoadedFilter filter : found) {
      List<LoadedFilter> same = byName.getOrDefault(filter.name(), List.of());
      if (same.size() == 1) {
        alone.add(filter);
      } else {
        refuse(filter.origin(), sharedName(filter.name(), same));
      }
    }
    return alone;
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

  private void start(LoadedFilter filter, List<LoadedFilter> started) {
    try {
      filter.start();
      started.add(filter);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      refuse(filter.origin(), PluginFailure.of("filter " + filter.name() + ": start failed", e));
    }
  }

  /** What the set of filters closes; a plugin of which nothing is used is closed right here. */
  private List<AutoCloseable> resources(List<LoadedFilter> started) {
    Set<ClassLoader> used = new HashSet<>();
    started.forEach(filter -> used.add(filter.filter().getClass().getClassLoader()));
    List<AutoCloseable> resources = new ArrayList<>();
    for (PluginClassLoader loader : loaders) {
      if (used.contains(loader)) {
        resources.add(loader);
      } else {
        FilterSet.closeQuietly(loader);
      }
    }
    resources.add(copies);
    return resources;
  }

  private void refuse(String origin, PluginRefusedException refusal) {
    // The stack trace is for the plugin's author, who turns debugging on; the reason is for all.
    log.debug("{}: refused", origin, refusal);
    refuse(origin, String.valueOf(refusal.getMessage()));
  }

  private void refuse(String origin, String reason) {
    problems.add(new PluginProblem(origin, reason));
  }
}
