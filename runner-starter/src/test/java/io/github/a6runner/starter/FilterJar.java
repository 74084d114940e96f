/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.api.Filter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
    Map<String, byte[]> entries = new LinkedHashMap<>();
    files.forEach((name, text) -> entries.put(name, text.getBytes(StandardCharsets.UTF_8)));
    for (Class<?> each : needed) {
      entries.put(path(each), bytes(each));
    }
    for (Class<?> each : filters) {
      entries.put(path(each), bytes(each));
    }
    pack(jar, filters.stream().map(Class::getName).toList(), entries);
  }

  /** Writes one that announces filters and has some entries. */
  static void pack(Path jar, List<String> filters, Map<String, byte[]> entries) throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>(entries);
    String names = String.join("\n", filters);
    all.put("META-INF/services/" + Filter.class.getName(), names.getBytes(StandardCharsets.UTF_8));
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> each : all.entrySet()) {
        out.putNextEntry(new JarEntry(each.getKey()));
        out.write(each.getValue());
      }
    }
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
