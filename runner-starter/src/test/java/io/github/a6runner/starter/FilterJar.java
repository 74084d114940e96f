/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.api.Filter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A plugin jar like anybody's, of classes of the tests. */
final class FilterJar {

  private FilterJar() {}

  /** Writes it: filters, and the classes that they need. */
  static void write(Path jar, List<Class<?>> needed, List<Class<?>> filters) throws IOException {
    write(jar, needed, filters, Map.of());
  }

  /** Writes it with files of text besides. */
  static void write(
      Path jar, List<Class<?>> needed, List<Class<?>> filters, Map<String, String> files)
      throws IOException {
    String names = String.join("\n", filters.stream().map(Class::getName).toList());
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      put(
          entries,
          "META-INF/services/" + Filter.class.getName(),
          names.getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<String, String> file : files.entrySet()) {
        put(entries, file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
      }
      for (Class<?> each : needed) {
        put(entries, path(each), bytes(each));
      }
      for (Class<?> each : filters) {
        put(entries, path(each), bytes(each));
      }
    }
  }

  private static void put(JarOutputStream entries, String name, byte[] bytes) throws IOException {
    entries.putNextEntry(new JarEntry(name));
    entries.write(bytes);
    entries.closeEntry();
  }

  private static String path(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in = type.getClassLoader().getResourceAsStream(path(type))) {
      return Objects.requireNonNull(in, path(type)).readAllBytes();
    }
  }
}
