/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Makes plugins of classes of the tests. */
public final class PluginFiles {
  private static final String SERVICE = "META-INF/services/io.github.a6runner.api.Filter";

  private PluginFiles() {}

  /** A folder of compiled classes that announces a filter. */
  public static Path classes(Path folder, String filter, Class<?>... classes) {
    try {
      for (Class<?> type : classes) {
        copy(type, folder);
      }
      Path service = folder.resolve(SERVICE);
      Files.createDirectories(service.getParent());
      Files.writeString(service, filter);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The jar of a folder. */
  public static Path jar(Path jar, Path folder) {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        entries.putNextEntry(new JarEntry(folder.relativize(file).toString()));
        entries.write(Files.readAllBytes(file));
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Class<?> type, Path folder) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
      Files.copy(in, file);
    }
  }
}
