/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of all plugins as they are seen, look by look. A change counts once the next look finds
 * it unchanged: a jar that is being written is left alone. Not thread-safe.
 */
final class PluginFiles {
  private static final String DEV = "dev";

  /** A folder of classes that is incomplete is taken as it is after so many quiet looks. */
  static final int LOOKS_FOR_A_COMPILER = 20;

  private final Path folder;
  private final PluginEntries entries;
  private final Optional<Path> dev;
  private final PluginTrust trust;
  private Map<Path, List<Stamp>> seenBefore = Map.of();
  private Map<Path, List<Stamp>> seen = Map.of();
  private final Map<Path, List<Stamp>> taken = new TreeMap<>();
  private int quietLooks; // at the folder of classes

  /** What tells one state of a file from the next. */
  private record Stamp(Path file, long size, FileTime written, @Nullable Object key) {}

  /**
   * Looks at nothing yet.
   *
   * @param folder the plugins folder
   * @param dev a folder of compiled classes, one more plugin
   * @param trust what may be loaded
   */
  PluginFiles(Path folder, Optional<Path> dev, PluginTrust trust) {
    this.folder = folder;
    this.entries = new PluginEntries(folder);
    this.dev = dev;
    this.trust = trust;
  }

  /**
   * Looks at the plugins, sorted by path.
   *
   * @throws PluginRefusedException if the plugins folder is missing, or not to be trusted or read
   */
  List<PluginEntry> look() throws PluginRefusedException {
    List<PluginEntry> all = new ArrayList<>(listed());
    dev.ifPresent(
        path -> all.add(new PluginEntry(path.toString(), DEV, path, List.of(behindLinks(path)))));
    Map<Path, List<Stamp>> now = new TreeMap<>();
    all.forEach(entry -> now.put(entry.path(), stamps(entry)));
    dev.map(path -> Objects.equals(now.get(path), seen.get(path)))
        .ifPresent(quiet -> quietLooks = quiet ? quietLooks + 1 : 0);
    seenBefore = seen;
    seen = now;
    return all;
  }

  /** The folder itself, for what walks over it follows no link; as it is if it is missing. */
  private static Path behindLinks(Path classes) {
    try {
      return classes.toRealPath();
    } catch (IOException e) {
      return classes;
    }
  }

  /**
   * The plugins that have changed or gone, and were the same in the last look and the one before.
   */
  Set<Path> settled() {
    Set<Path> settled = new HashSet<>(seen.keySet());
    settled.addAll(taken.keySet());
    settled.removeIf(path -> Objects.equals(seen.get(path), taken.get(path)));
    settled.removeIf(path -> !Objects.equals(seen.get(path), seenBefore.get(path)));
    settled.removeIf(this::isBeingCompiled);
    return settled;
  }

  /** A build announces filters before it compiles them, and removes what it compiles anew. */
  private boolean isBeingCompiled(Path path) {
    return dev.filter(path::equals).isPresent()
        && quietLooks < LOOKS_FOR_A_COMPILER
        && !hasAnnouncedClasses(path);
  }

  private static boolean hasAnnouncedClasses(Path classes) {
    try {
      return ServiceFiles.read(List.of(classes)).stream()
          .allMatch(name -> Files.exists(classes.resolve(name.replace('.', '/') + ".class")));
    } catch (PluginRefusedException e) {
      return false;
    }
  }

  /** Whether a plugin is there. */
  boolean isThere(Path path) {
    return seen.containsKey(path);
  }

  /** Notes that a plugin is loaded, or let go of, as the last look has seen it. */
  void take(Path path) {
    List<Stamp> stamps = seen.get(path);
    if (stamps == null) {
      taken.remove(path);
    } else {
      taken.put(path, stamps);
    }
  }

  private List<PluginEntry> listed() throws PluginRefusedException {
    if (dev.isPresent() && !Files.exists(folder)) {
      return List.of(); // Whoever develops a plugin may have no other.
    }
    if (!Files.isDirectory(folder)) {
      throw new PluginRefusedException("missing (expected: a folder of plugins)");
    }
    try {
      trust.requireFolder(folder);
      return entries.list();
    } catch (IOException e) {
      throw PluginFailure.of("cannot be read", e);
    }
  }

  /** All files of a plugin; what vanishes meanwhile is simply not there. */
  private static List<Stamp> stamps(PluginEntry entry) {
    List<Stamp> stamps = new ArrayList<>();
    for (Path jar : entry.jars()) {
      try (Stream<Path> walk = Files.walk(jar)) {
        walk.sorted().forEach(file -> stamp(file).ifPresent(stamps::add));
      } catch (IOException | UncheckedIOException e) {
        return List.of(); // The next look sees more, or that it is gone.
      }
    }
    return stamps;
  }

  private static Optional<Stamp> stamp(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isDirectory()
          ? Optional.empty()
          : Optional.of(
              new Stamp(
                  file, attributes.size(), attributes.lastModifiedTime(), attributes.fileKey()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
