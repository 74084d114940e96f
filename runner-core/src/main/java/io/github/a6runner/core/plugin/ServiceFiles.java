/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import io.github.a6runner.api.Filter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** The lists of filters in jars, in the form of {@link java.util.ServiceLoader}. */
final class ServiceFiles {
  static final String NAME = "META-INF/services/" + Filter.class.getName();

  private ServiceFiles() {}

  /**
   * Reads the names of all filter classes that jars announce. Each jar is opened, so that a broken
   * one is seen: a class loader passes it over in silence. A folder of classes is read alike.
   *
   * @return the names in their order, each once
   * @throws PluginRefusedException if a jar cannot be read or no filter is announced
   */
  static Set<String> read(List<Path> jars) throws PluginRefusedException {
    Set<String> names = new LinkedHashSet<>();
    for (Path path : jars) {
      if (Files.isDirectory(path)) {
        readFolder(path, names);
        continue;
      }
      try (JarFile jar = new JarFile(path.toFile())) {
        ZipEntry file = jar.getEntry(NAME);
        if (file != null) {
          addAll(jar.getInputStream(file), names);
        }
      } catch (IOException | SecurityException e) {
        String said = "%s: %s (expected: a jar that is whole)";
        throw new PluginRefusedException(
            said.formatted(path.getFileName(), e.getMessage()),
            said.formatted(path.getFileName(), e.getClass().getName()),
            e);
      }
    }
    if (names.isEmpty()) {
      throw new PluginRefusedException(
          "no filter announced (expected: class names in " + NAME + ")");
    }
    return names;
  }

  private static void readFolder(Path folder, Set<String> names) throws PluginRefusedException {
    Path file = folder.resolve(NAME);
    try {
      if (Files.exists(file)) {
        addAll(Files.newInputStream(file), names);
      }
    } catch (IOException e) {
      throw PluginFailure.of(NAME + ": cannot be read", e);
    }
  }

  private static void addAll(InputStream file, Set<String> names) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String name = line.split("#", 2)[0].strip();
        if (!name.isEmpty()) {
          names.add(name);
        }
      }
    }
  }
}
