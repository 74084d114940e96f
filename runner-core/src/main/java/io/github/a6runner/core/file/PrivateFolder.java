/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A new folder that only this user can enter, deleted with all that is in it when it is closed.
 * What processes that were killed have left is deleted by the next one: a folder is in use while
 * its lock is held.
 */
public final class PrivateFolder implements AutoCloseable {
  /** Those of a folder that only its user can enter. */
  public static final FileAttribute<Set<PosixFilePermission>> RIGHTS =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final Logger logger = LoggerFactory.getLogger(PrivateFolder.class);
  private static final String LOCK = "lock";

  private final Path path;
  private final LockFile lock;

  private PrivateFolder(Path path, LockFile lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes a folder among the temporary files, and deletes the forgotten ones of its kind.
   *
   * @param prefix what the names of its kind begin with
   * @return the folder, to be closed
   * @throws IOException if it cannot be made
   */
  public static PrivateFolder make(String prefix) throws IOException {
    return make(Path.of(System.getProperty("java.io.tmpdir")), prefix);
  }

  /**
   * Makes a folder, and deletes the forgotten ones of its kind.
   *
   * @param parent the folder to make it in
   * @param prefix what the names of its kind begin with
   * @return the folder, to be closed
   * @throws IOException if it cannot be made
   */
  public static PrivateFolder make(Path parent, String prefix) throws IOException {
    deleteForgotten(parent, prefix);
    Path folder = Files.createTempDirectory(parent, prefix, RIGHTS);
    LockFile lock =
        lock(folder).orElseThrow(() -> new IOException(folder + ": taken for a forgotten one"));
    return new PrivateFolder(folder, lock);
  }

  /**
   * Returns the folder.
   *
   * @return its path
   */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try (lock) {
      FileTree.delete(path);
    } catch (IOException e) {
      logger.warn("{}: cannot be deleted: {}", path, e.toString());
    }
  }

  private static void deleteForgotten(Path parent, String prefix) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, prefix + "*")) {
      for (Path folder : folders) {
        deleteIfForgotten(folder);
      }
    }
  }

  /** One without a lock file is just being made. */
  private static void deleteIfForgotten(Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        || !Files.isWritable(folder.resolve(LOCK))) {
      return;
    }
    try {
      lock(folder).ifPresent(free -> new PrivateFolder(folder, free).close());
    } catch (IOException e) {
      logger.debug("{}: left alone", folder, e);
    }
  }

  private static Optional<LockFile> lock(Path folder) throws IOException {
    return LockFile.acquire(folder.resolve(LOCK), Duration.ZERO);
  }
}
