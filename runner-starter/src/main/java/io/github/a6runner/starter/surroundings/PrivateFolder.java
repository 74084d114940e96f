/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.surroundings;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A new folder that only the runner's user can enter, deleted when it is closed. What runners that
 * were killed have left is deleted by the next one: a folder is in use while its lock is held.
 */
public final class PrivateFolder implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(PrivateFolder.class);
  private static final String LOCK = "lock";

  private final Path path;
  private final FileChannel lock;

  private PrivateFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
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
    // Files makes such a folder with the rights 0700.
    Path folder = Files.createTempDirectory(parent, prefix);
    FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel.lock();
    return new PrivateFolder(folder, channel);
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
      deleteTree(path);
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
    Path file = folder.resolve(LOCK);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !Files.isWritable(file)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      if (free != null) {
        deleteTree(folder);
      }
    } catch (IOException | OverlappingFileLockException e) {
      logger.debug("{}: left alone", folder, e);
    }
  }

  /**
   * Deletes a folder with all that is in it.
   *
   * @param folder the folder, or a file
   * @throws IOException if something is left
   */
  public static void deleteTree(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
