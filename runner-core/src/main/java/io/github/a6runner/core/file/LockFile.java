/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.file;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A held lock on a file, against other processes and against other holders in this one. The file
 * stays when the lock is given back: removing it would let two processes lock two files of one
 * name. The kernel gives the lock back when the process dies. Not thread-safe but for {@link
 * #acquire}.
 */
public final class LockFile implements AutoCloseable {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int MAX_NOTE = 1024;

  /**
   * The files that are held in this process. Without it a second holder here would open and close
   * the file, and closing any descriptor of a file gives back all locks that the process has on it.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;
  private boolean closed;

  private LockFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Locks a file, made if need be as its user's alone.
   *
   * @param file the file, always by the same name; no link
   * @param wait how long to wait for others who hold it; may be zero
   * @return the lock, to be closed; empty if others hold it for so long, or if the thread is
   *     interrupted while it waits
   * @throws IOException if the file cannot be opened or locked
   */
  public static Optional<LockFile> acquire(Path file, Duration wait) throws IOException {
    long deadline = System.nanoTime() + wait.toNanos();
    Optional<LockFile> lock = tryAcquire(file);
    // A lock of another process cannot be waited for with a limit other than by asking again.
    while (lock.isEmpty()
        && System.nanoTime() - deadline < 0
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(POLL_NANOS);
      lock = tryAcquire(file);
    }
    return lock;
  }

  private static Optional<LockFile> tryAcquire(Path file) throws IOException {
    if (!HELD_HERE.add(file)) {
      return Optional.empty();
    }
    Optional<LockFile> lock = Optional.empty();
    try {
      lock = lock(file);
    } finally {
      if (lock.isEmpty()) {
        HELD_HERE.remove(file);
      }
    }
    return lock;
  }

  private static Optional<LockFile> lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(CREATE, READ, WRITE, LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    boolean locked = false;
    try {
      locked = tryLock(channel);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    return locked ? Optional.of(new LockFile(file, channel)) : Optional.empty();
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // Held by a copy of this class that another class loader has.
      return false;
    }
  }

  /**
   * What the last holder left in the file.
   *
   * @return its text; empty if it left nothing
   * @throws IOException if it cannot be read
   */
  public String note() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_NOTE);
    channel.read(bytes, 0);
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  /**
   * Leaves a text in the file for the next holder.
   *
   * @param text up to 1024 bytes of UTF-8
   * @throws IOException if it cannot be written
   */
  public void note(String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
  }

  /** Gives the lock back. Idempotent. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true; // of its own: an interrupt closes the channel and does not give this back
    try {
      channel.close();
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
