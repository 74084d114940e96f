/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.file;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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
 * its lock is held. What others have put among the temporary files is left alone.
 */
public final class PrivateFolder implements AutoCloseable {
  /** Those of a folder that only its user can enter. */
  public static final FileAttribute<Set<PosixFilePermission>> RIGHTS =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final Logger logger = LoggerFactory.getLogger(PrivateFolder.class);
  private static final String LOCK = "lock";

  /** What stands in the file of a lock once it is held: before that the folder is being made. */
  private static final String HELD = "held";

  /** The type of a file and its rights, and what they are of a folder made with {@link #RIGHTS}. */
  private static final int TYPE_AND_RIGHTS = 0170777;

  private static final int OWN_FOLDER = 0040700;

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
   * @param parent the folder to make it in, where nobody else can replace what is this user's: this
   *     user's alone, or sticky as {@code /tmp} is
   * @param prefix what the names of its kind begin with
   * @return the folder, to be closed
   * @throws IOException if it cannot be made
   */
  public static PrivateFolder make(Path parent, String prefix) throws IOException {
    Path path = Files.createTempDirectory(parent, prefix, RIGHTS);
    try {
      int user = attribute(path, "uid");
      LockFile lock = hold(path.resolve(LOCK)); // last: what fails behind it would leave it held
      deleteForgotten(parent, prefix, user);
      return new PrivateFolder(path, lock);
    } catch (IOException e) {
      try {
        delete(path);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  private static LockFile hold(Path file) throws IOException {
    LockFile lock =
        LockFile.acquire(file, Duration.ZERO)
            .orElseThrow(() -> new IOException(file + ": held (expected: a new file)"));
    try {
      lock.note(HELD);
      return lock;
    } catch (IOException e) {
      lock.close();
      throw e;
    }
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
      delete(path);
    } catch (IOException e) {
      logger.warn("{}: cannot be deleted: {}", path, e.toString());
    }
  }

  /** The lock last: without one a folder is never taken for a forgotten one. */
  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> contents =
        Files.newDirectoryStream(folder, each -> !each.endsWith(LOCK))) {
      for (Path each : contents) {
        FileTree.delete(each);
      }
    }
    FileTree.delete(folder);
  }

  /** Deletes those of a user that are not in use, as far as that is possible. */
  static void deleteForgotten(Path parent, String prefix, int user) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, prefix + "*")) {
      for (Path folder : folders) {
        deleteIfForgotten(folder, user);
      }
    } catch (IOException | DirectoryIteratorException e) {
      logger.debug("{}: cannot be looked through", parent, e);
    }
  }

  private static void deleteIfForgotten(Path folder, int user) {
    Path file = folder.resolve(LOCK);
    try {
      if (!isOwn(folder, user) || !wasHeld(file)) {
        return;
      }
      Optional<LockFile> free = LockFile.acquire(file, Duration.ZERO);
      if (free.isPresent()) {
        LockFile lock = free.get();
        try (lock) {
          delete(folder);
        }
      }
    } catch (IOException e) {
      logger.debug("{}: left alone", folder, e);
    }
  }

  /** Whether it is a folder, and no link, that nobody else can change, nor what is in it. */
  private static boolean isOwn(Path folder, int user) throws IOException {
    return (attribute(folder, "mode") & TYPE_AND_RIGHTS) == OWN_FOLDER
        && attribute(folder, "uid") == user;
  }

  private static boolean wasHeld(Path lock) throws IOException {
    BasicFileAttributes file =
        Files.readAttributes(lock, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return file.isRegularFile() && file.size() > 0;
  }

  private static int attribute(Path file, String name) throws IOException {
    Object value = Files.getAttribute(file, "unix:" + name, LinkOption.NOFOLLOW_LINKS);
    return (int) requireNonNull(value, name);
  }
}
