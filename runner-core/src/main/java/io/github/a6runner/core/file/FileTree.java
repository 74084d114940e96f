/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder with all that is in it, or a single file. For any thread. */
public final class FileTree {
  private FileTree() {}

  /**
   * Copies it; the copies are this user's alone.
   *
   * @param from a folder or a file
   * @param to where the copy is to be, in a folder that is there
   * @throws IOException if something cannot be copied, or there is a copy already
   */
  public static void copy(Path from, Path to) throws IOException {
    for (Path file : of(from)) {
      Path copy = to.resolve(from.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectory(copy, PrivateFolder.RIGHTS);
      } else {
        Files.copy(file, copy);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
      }
    }
  }

  /**
   * Deletes it.
   *
   * @param tree a folder or a file
   * @throws IOException if it is not there, or something is left
   */
  public static void delete(Path tree) throws IOException {
    for (Path file : of(tree).stream().sorted(Comparator.reverseOrder()).toList()) {
      Files.deleteIfExists(file);
    }
  }

  /** All of it, a folder before what is in it; no link is followed. */
  private static List<Path> of(Path tree) throws IOException {
    try (Stream<Path> walk = Files.walk(tree)) {
      return walk.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
