/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a Unix socket, which comes into being beside its path and is then renamed over it, so
 * that a runner that takes over leaves no moment without one. Not thread-safe.
 */
final class UnixFile {
  private static final Logger log = LoggerFactory.getLogger(UnixFile.class);
  private static final int RADIX = 36;

  private final Path path;
  private final Path bound;
  private @Nullable Object key;

  private UnixFile(Path path, Path bound) {
    this.path = path;
    this.bound = bound;
  }

  /**
   * The file at a path.
   *
   * @throws IOException if there is something that is no socket
   */
  static UnixFile at(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !attributes(path).isOther()) {
      throw new IOException("there is a file or folder that is no socket");
    }
    String mark = Long.toString(ProcessHandle.current().pid(), RADIX);
    return new UnixFile(path, path.resolveSibling(path.getFileName() + "~" + mark));
  }

  /** Where to listen, before it is published. */
  SocketAddress bindAddress() throws IOException {
    Files.deleteIfExists(bound);
    try {
      return UnixDomainSocketAddress.of(bound);
    } catch (IllegalArgumentException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Gives it its rights and its name. */
  void publish() throws IOException {
    Files.setPosixFilePermissions(bound, PosixFilePermissions.fromString("rw-------"));
    key = attributes(bound).fileKey();
    Files.move(bound, path, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes it, if it is not another's by now. */
  void remove() {
    try {
      if (key != null
          && Files.exists(path, LinkOption.NOFOLLOW_LINKS)
          && Objects.equals(key, attributes(path).fileKey())) {
        Files.delete(path);
      }
    } catch (IOException e) {
      log.debug("{}: cannot be removed", path, e);
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}
