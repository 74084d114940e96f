/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A held lock on a file, against other processes and against other holders in this one. The file
 * stays when the lock is given back: removing it would let two processes lock two files of one
 * name. The kernel gives the lock back when the process dies.
 */
final class LockFile implements AutoCloseable {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int MAX_NOTE = 1024;

  /**
   * One permit per file. Without it a second holder in this process would open and close the file,
   * and closing any descriptor of a file gives back all locks that the process has on it.
   */
  private static final Map<Path, Semaphore> HELD_HERE = new ConcurrentHashMap<>();

  private final FileChannel channel;
  private final Semaphore here;

  private LockFile(FileChannel channel, Semaphore here) {
    this.channel = channel;
    this.here = here;
  }

  /** Locks a file, made if need be; empty if others hold it for as long as {@code wait}. */
  static Optional<LockFile> acquire(Path file, Duration wait) throws IOException {
    long deadline = System.nanoTime() + wait.toNanos();
    Semaphore here = HELD_HERE.computeIfAbsent(file, key -> new Semaphore(1));
    if (!enter(here, wait)) {
      return Optional.empty();
    }
    Optional<LockFile> lock = Optional.empty();
    try {
      lock = lock(file, here, deadline);
    } finally {
      if (lock.isEmpty()) {
        here.release();
      }
    }
    return lock;
  }

  private static boolean enter(Semaphore here, Duration wait) {
    try {
      return here.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Optional<LockFile> lock(Path file, Semaphore here, long deadline)
      throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(CREATE, READ, WRITE, LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    boolean locked = false;
    try {
      locked = poll(channel, deadline);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    return locked ? Optional.of(new LockFile(channel, here)) : Optional.empty();
  }

  // A lock of another process cannot be waited for with a limit other than by asking again.
  private static boolean poll(FileChannel channel, long deadline) throws IOException {
    while (!tryLock(channel)) {
      if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return true;
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

  /** What the last holder left in the file; empty text if nothing. */
  String note() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_NOTE);
    channel.read(bytes, 0);
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  /** Leaves a text of up to 1024 bytes in the file for the next holder. */
  void note(String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
  }

  /** Gives the lock back. Idempotent. */
  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } finally {
      here.release();
    }
  }
}
