/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import io.github.a6runner.core.file.FileFailure;
import io.github.a6runner.core.file.LockFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a runner's socket, from the look at what is in the way to its removal. The listener
 * is bound to {@link #bindPath} and appears at the path complete, by {@link #publish}: at no moment
 * is the path absent while one runner takes it over from another. Whatever else is done at the path
 * is done under a lock that all runners with the same runtime folder share.
 *
 * <p>Safe for use by several threads. Every method may touch the disk, none of them blocks for
 * longer than the wait for the lock.
 */
public final class SocketFile implements AutoCloseable {
  /** Everybody may try; the peer's credentials decide. */
  public static final Set<PosixFilePermission> EVERYBODY =
      PosixFilePermissions.fromString("rw-rw-rw-");

  private static final Logger logger = LoggerFactory.getLogger(SocketFile.class);
  private static final Duration START_WAIT = Duration.ofSeconds(5);
  private static final Duration CHANGE_WAIT = Duration.ofSeconds(5);
  private static final Duration CLOSE_WAIT = Duration.ofMillis(40);
  private static final boolean MAC =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");

  /** The most bytes of a path: those of {@code sun_path} less the NUL that ends it. */
  public static final int MAX_PATH_BYTES = MAC ? 103 : 107;

  private final Path path;
  private final boolean takeOver;
  private final SocketLocks locks;

  /** Held until the socket is published, so that runners start on one path one after another. */
  private final LockFile starting;

  private final Path bindPath;
  private @Nullable FileId published;
  private boolean closed;

  private SocketFile(
      Path path, boolean takeOver, SocketLocks locks, LockFile starting, Path bindPath) {
    this.path = path;
    this.takeOver = takeOver;
    this.locks = locks;
    this.starting = starting;
    this.bindPath = bindPath;
  }

  /**
   * Whether a file has a name as sockets have before they are published, and keep if their runner
   * is killed just then.
   *
   * @param file its path; nothing is asked of the file itself
   * @return true also for files of others that have such a name by chance
   */
  public static boolean hasTemporaryName(Path file) {
    return TemporaryName.isOne(file);
  }

  /**
   * Examines a path and reserves it for one starting runner, up to five seconds after another one
   * that is starting there. Nothing is changed at the path itself.
   *
   * @param path where the socket is to be, absolute
   * @param takeOver whether the path of a runner that is alive may be taken
   * @param runtimeDir the folder of the locks, see {@link RuntimeDir}
   * @return the reserved path, to be closed by the caller
   * @throws StartException if the path cannot be a socket's or something is there that must stay
   */
  public static SocketFile prepare(Path path, boolean takeOver, Path runtimeDir)
      throws StartException {
    return prepare(path, takeOver, runtimeDir, START_WAIT);
  }

  /** As {@link #prepare(Path, boolean, Path)}, waiting as long as is said. */
  static SocketFile prepare(Path path, boolean takeOver, Path runtimeDir, Duration wait)
      throws StartException {
    checkPath(path);
    try {
      SocketLocks locks = SocketLocks.of(path, runtimeDir);
      LockFile starting =
          locks
              .toStart(wait)
              .orElseThrow(() -> refused(path, "no other runner starting there for " + text(wait)));
      try {
        examine(path, takeOver);
        Path bindPath = TemporaryName.beside(path, starting);
        return new SocketFile(path, takeOver, locks, starting, bindPath);
      } catch (IOException | RuntimeException e) {
        starting.close();
        throw e;
      }
    } catch (IOException e) {
      throw StartException.because("socket: " + path, e);
    }
  }

  private static void checkPath(Path path) throws StartException {
    if (!path.isAbsolute()) {
      throw refused(path, "an absolute path");
    }
    int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > MAX_PATH_BYTES) {
      throw refused(path, "at most " + MAX_PATH_BYTES + " bytes, but it has " + length);
    }
    Path folder = path.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw refused(path, "a path in a folder that exists");
    }
    if (!Files.isWritable(folder)) {
      throw refused(path, "a path in a folder that this user may write to");
    }
  }

  private static void examine(Path path, boolean takeOver) throws IOException {
    Optional<FileId> found = FileId.at(path);
    if (found.isEmpty()) {
      return;
    }
    if (!found.get().socket()) {
      throw refused(path, "a path without a file or with a socket; what is there is not a socket");
    }
    if (!takeOver && mayBeListening(path)) {
      throw refused(path, "no runner listening there; use --take-over to replace it");
    }
  }

  /** Whether somebody is, or nothing shows that nobody is. */
  private static boolean mayBeListening(Path path) throws IOException {
    try (ShortName socket = ShortName.of(path)) {
      return SocketProbe.listener(socket).isPresent();
    }
  }

  /**
   * The name to bind the listener to: in the folder of the path, not longer than it, and nobody
   * else's, now or later, since Netty deletes by this name when the listener closes.
   *
   * @return the name
   */
  public Path bindPath() {
    return bindPath;
  }

  /**
   * Sets the rights of the bound socket and puts it at the path, in place of what was there, at
   * once and complete.
   *
   * @param rights who may open it
   * @throws StartException if by now something is at the path that must stay, or it cannot be
   *     replaced
   */
  public synchronized void publish(Set<PosixFilePermission> rights) throws StartException {
    try {
      Files.setPosixFilePermissions(bindPath, rights);
      LockFile lock =
          locks
              .toChange(CHANGE_WAIT)
              .orElseThrow(() -> refused(path, "its lock to be free within " + text(CHANGE_WAIT)));
      try (lock) {
        replace();
      }
      starting.close();
    } catch (IOException e) {
      throw StartException.because("socket: " + path, e);
    }
  }

  private void replace() throws IOException {
    examine(path, takeOver);
    FileId bound = FileId.at(bindPath).orElseThrow(() -> refused(bindPath, "a bound socket"));
    Files.move(bindPath, path, StandardCopyOption.ATOMIC_MOVE);
    published = bound;
  }

  /**
   * Whether the file at the path is the one that this object put there.
   *
   * @return false also before anything was published
   */
  public synchronized boolean isOurs() {
    try {
      return published != null && FileId.at(path).filter(published::equals).isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Removes the socket if it is still the one that this object put there, or the temporary one if
   * it never was. Where the lock cannot be had within 40 ms the file is left. Idempotent; failures
   * are logged.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (published == null) {
        abandon();
      } else {
        remove();
      }
    } catch (IOException e) {
      logger.warn("socket: {} is left where it is: {}", path, FileFailure.of(e));
    }
  }

  private void abandon() throws IOException {
    try (starting) {
      TemporaryName.remove(bindPath);
    }
  }

  private void remove() throws IOException {
    LockFile lock =
        locks.toChange(CLOSE_WAIT).orElseThrow(() -> new IOException("its lock is held"));
    try (lock) {
      if (isOurs()) {
        Files.delete(path);
      }
    }
  }

  private static String text(Duration wait) {
    return wait.toMillis() + " ms";
  }

  private static StartException refused(Path path, String expected) {
    return new StartException("socket: " + path + " (expected: " + expected + ")");
  }
}
