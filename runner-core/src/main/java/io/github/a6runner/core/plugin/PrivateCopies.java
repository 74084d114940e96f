/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import io.github.a6runner.core.file.FileTree;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The copies of the jars of one generation, in a new folder that only the runner's user can enter.
 * Classes are loaded from them, since a jar that is overwritten in place breaks the class loader
 * that has it open. Closing deletes them.
 */
final class PrivateCopies implements Closeable {
  private final Path generation;

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
   * Copies the jars of an entry, or its folder of classes, with their names.
   *
   * @return the copies, in the order of the jars
   * @throws IOException if one cannot be copied
   */
  List<Path> copy(List<Path> jars) throws IOException {
    List<Path> copies = new ArrayList<>();
    for (Path jar : jars) {
      Path copy = generation.resolve(jar.getFileName().toString());
      FileTree.copy(jar, copy);
      copies.add(copy);
    }
    return copies;
  }

  @Override
  public void close() throws IOException {
    FileTree.delete(generation);
  }

  @Override
  public String toString() {
    return generation.toString();
  }
}
