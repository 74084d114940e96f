/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
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
final class SocketFile implements AutoCloseable {
  /** Everybody may try; the peer's credentials decide. */
  static final Set<PosixFilePermission> EVERYBODY = PosixFilePermissions.fromString("rw-rw-rw-");

  private static final Logger log = LoggerFactory.getLogger(SocketFile.class);
  private static final Duration START_WAIT = Duration.ofSeconds(5);
  private static final Duration CLOSE_WAIT = Duration.ofMillis(100);
  private static final boolean MAC =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");

  /** The bytes of {@code sun_path} less the NUL that ends it. */
  static final int MAX_PATH_BYTES = MAC ? 103 : 107;

  private final Path path;
  private final boolean takeOver;
  private final Path runtimeDir;
  private final Duration wait;

  /** Held until the socket is published, so that runners start on one path one after another. */
  private final LockFile starting;

  private final Path bindPath;
  private @Nullable FileId published;
  private boolean closed;

  private SocketFile(Path path, boolean takeOver, Path runtimeDir, Duration wait, LockFile starting)
      throws IOException {
    this.path = path;
    this.takeOver = takeOver;
    this.runtimeDir = runtimeDir;
    this.wait = wait;
    this.starting = starting;
    this.bindPath = TemporaryName.beside(path, starting);
  }

  /**
   * Examines a path and reserves it for one starting runner, up to five seconds after another one
   * that is starting there. Nothing is changed at the path itself.
   *
   * @param takeOver whether the path of a runner that is alive may be taken
   * @param runtimeDir the folder of the locks, see {@link RuntimeDir}
   * @throws StartException if the path cannot be a socket's or something is there that must stay
   */
  static SocketFile prepare(Path path, boolean takeOver, Path runtimeDir) throws StartException {
    return prepare(path, takeOver, runtimeDir, START_WAIT);
  }

  /** As {@link #prepare(Path, boolean, Path)}, waiting as long as is said. */
  static SocketFile prepare(Path path, boolean takeOver, Path runtimeDir, Duration wait)
      throws StartException {
    checkPath(path);
    try {
      LockFile starting = lockToStart(path, runtimeDir, wait);
      try {
        examine(path, takeOver, runtimeDir);
        return new SocketFile(path, takeOver, runtimeDir, wait, starting);
      } catch (IOException | RuntimeException e) {
        starting.close();
        throw e;
      }
    } catch (StartException e) {
      throw e;
    } catch (IOException e) {
      throw new StartException("socket: " + path + " (" + reason(e) + ")", e);
    }
  }

  private static LockFile lockToStart(Path path, Path runtimeDir, Duration wait)
      throws IOException {
    Path file = lockPath(path, runtimeDir, ".start");
    return LockFile.acquire(file, wait)
        .orElseThrow(() -> refused(path, "no other runner starting there, see the lock " + file));
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

  private static void examine(Path path, boolean takeOver, Path linkFolder) throws IOException {
    switch (Occupant.of(path, linkFolder)) {
      case NOTHING, STALE_SOCKET -> {}
      case NO_SOCKET ->
          throw refused(path, "a path without a file or with a socket; what is there is no socket");
      case LIVE_SOCKET -> {
        if (!takeOver) {
          throw refused(path, "no runner listening there; use --take-over to replace it");
        }
      }
    }
  }

  /**
   * The name to bind the listener to: in the folder of the path, not longer than it, and nobody
   * else's, now or later, since Netty deletes by this name when the listener closes.
   */
  Path bindPath() {
    return bindPath;
  }

  /**
   * Sets the rights of the bound socket and puts it at the path, in place of what was there, at
   * once and complete.
   *
   * @throws StartException if by now something is at the path that must stay, or it cannot be
   *     replaced
   */
  synchronized void publish(Set<PosixFilePermission> rights) throws StartException {
    try {
      Files.setPosixFilePermissions(bindPath, rights);
      LockFile lock =
          changeLock(wait).orElseThrow(() -> refused(path, "its lock to be free within " + wait));
      try (lock) {
        replace();
      }
      starting.close();
    } catch (StartException e) {
      throw e;
    } catch (AccessDeniedException e) {
      throw new StartException(
          "socket: " + path + " (expected: a socket that this user may replace)", e);
    } catch (IOException e) {
      throw new StartException("socket: " + path + " (" + reason(e) + ")", e);
    }
  }

  private void replace() throws IOException {
    examine(path, takeOver, runtimeDir);
    FileId bound = FileId.at(bindPath).orElseThrow(() -> refused(bindPath, "a bound socket"));
    Files.move(bindPath, path, StandardCopyOption.ATOMIC_MOVE);
    published = bound;
  }

  /** Whether the file at the path is the one that this object put there. */
  synchronized boolean isOurs() {
    try {
      return published != null && FileId.at(path).filter(published::equals).isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Removes the socket if it is still the one that this object put there, or the temporary one if
   * it never was. Where the lock cannot be had within a tenth of a second the file is left.
   * Idempotent; failures are logged.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (published == null) {
        TemporaryName.remove(bindPath);
        starting.close();
      } else {
        remove();
      }
    } catch (IOException e) {
      log.warn("socket: {} is left where it is: {}", path, reason(e));
    }
  }

  private void remove() throws IOException {
    LockFile lock = changeLock(CLOSE_WAIT).orElseThrow(() -> new IOException("another is at it"));
    try (lock) {
      if (isOurs()) {
        Files.delete(path);
      }
    }
  }

  private Optional<LockFile> changeLock(Duration limit) throws IOException {
    return LockFile.acquire(lockPath(path, runtimeDir, ".lock"), limit);
  }

  private static Path lockPath(Path path, Path runtimeDir, String suffix) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(path.normalize().toString().getBytes(StandardCharsets.UTF_8));
      return runtimeDir.resolve(HexFormat.of().formatHex(digest, 0, 16) + suffix);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static StartException refused(Path path, String expected) {
    return new StartException("socket: " + path + " (expected: " + expected + ")");
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : e.toString();
  }
}
