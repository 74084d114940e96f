/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entries of the plugins folder: which of its files they are, and what is passed over. */
final class PluginEntries {
  private static final Logger logger = LoggerFactory.getLogger(PluginEntries.class);
  private static final String JAR = ".jar";

  private final Path folder;
  private final Set<Path> passedOver = new HashSet<>();

  PluginEntries(Path folder) {
    this.folder = folder;
  }

  /** The name of the folder or of something in it, for messages. */
  String origin() {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? folder.toString() : name.toString();
  }

  /**
   * Lists the entries by name: jars and folders. A folder's jars are those directly in it. Hidden
   * files are passed over, and other files with a line in the log, once.
   *
   * @throws IOException if the folder cannot be read
   */
  List<PluginEntry> list() throws IOException {
    List<PluginEntry> entries = new ArrayList<>();
    List<Path> all = sorted(folder);
    for (Path path : all) {
      if (Files.isDirectory(path)) {
        entries.add(entry(path, sorted(path).stream().filter(PluginEntries::isJar).toList()));
      } else if (isJar(path)) {
        entries.add(entry(path, List.of(path)));
      } else if (passedOver.add(path)) {
        logger.info(
            "{}/{}: passed over (expected: a jar or a folder of jars)", origin(), name(path));
      }
    }
    passedOver.retainAll(all);
    return entries;
  }

  private PluginEntry entry(Path path, List<Path> jars) {
    String name = name(path);
    String plugin = isJar(path) ? name.substring(0, name.length() - JAR.length()) : name;
    return new PluginEntry(origin() + "/" + name, plugin, path, jars);
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(path -> !name(path).startsWith(".")).sorted().toList();
    }
  }

  private static boolean isJar(Path path) {
    return Files.isRegularFile(path) && name(path).endsWith(JAR);
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
