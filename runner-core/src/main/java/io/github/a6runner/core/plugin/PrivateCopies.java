/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The copies of the jars of one generation, in a new folder that only the runner's user can enter.
 * Classes are loaded from them, since a jar that is overwritten in place breaks the class loader
 * that has it open. Closing deletes them.
 */
final class PrivateCopies implements Closeable {
  private final Path generation;
  private int entries;

  /**
   * Makes the folder of a generation.
   *
   * @param parent the folder for it, made if it is missing
   * @throws IOException if that fails
   */
  PrivateCopies(Path parent) throws IOException {
    Files.createDirectories(parent);
    // Files makes such a folder with the rights 0700.
    this.generation = Files.createTempDirectory(parent, "generation-");
  }

  /** The folder of the generation. */
  Path folder() {
    return generation;
  }

  /**
   * Copies the jars of an entry, with their names.
   *
   * @return the copies, in the order of the jars
   * @throws IOException if one cannot be copied
   */
  List<Path> copy(List<Path> jars) throws IOException {
    Path folder = Files.createDirectory(generation.resolve(Integer.toString(entries++)));
    List<Path> copies = new ArrayList<>();
    for (Path jar : jars) {
      copies.add(copyTree(jar, folder.resolve(jar.getFileName().toString())));
    }
    return copies;
  }

  /** Copies a jar, or a folder of classes with all that is in it. */
  private static Path copyTree(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return Files.copy(from, to);
    }
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path file : (Iterable<Path>) walk::iterator) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return to;
  }

  @Override
  public void close() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(generation)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public String toString() {
    return generation.toString();
  }
}
