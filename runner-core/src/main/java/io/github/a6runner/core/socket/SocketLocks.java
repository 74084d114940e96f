/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import io.github.a6runner.core.file.LockFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The two locks of a socket's path: one for the whole start of a runner there, one for the moment
 * in which the file at the path is replaced or removed, so that a runner that ends need not wait
 * for one that starts.
 */
record SocketLocks(Path folder, String name) {
  private static final int NAME_BYTES = 16;

  /** The locks of a path, the same by whatever links its folder is reached. */
  static SocketLocks of(Path path, Path folder) throws IOException {
    Path real = path.resolveSibling(".").toRealPath().resolve(path.getFileName());
    return new SocketLocks(folder, digest(real.toString()));
  }

  /** Locks the start; empty if another runner is starting there for as long as {@code wait}. */
  Optional<LockFile> toStart(Duration wait) throws IOException {
    return LockFile.acquire(folder.resolve(name + ".start"), wait);
  }

  /** Locks the file at the path; empty if another holds it for as long as {@code wait}. */
  Optional<LockFile> toChange(Duration wait) throws IOException {
    return LockFile.acquire(folder.resolve(name + ".lock"), wait);
  }

  private static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
