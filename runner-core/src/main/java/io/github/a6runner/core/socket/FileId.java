/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;

/**
 * What tells one file from any other that ever was at its path. Inode numbers are given out again,
 * so the time of the last write belongs to it: for a socket that is the time of its making, and
 * neither a rename nor a change of rights moves it.
 */
record FileId(long device, long inode, FileTime written, boolean socket) {
  private static final int TYPE_BITS = 0170000;
  private static final int SOCKET_TYPE = 0140000;

  /** The file at a path itself, not what a symbolic link there leads to; empty if none is there. */
  static Optional<FileId> at(Path path) throws IOException {
    try {
      return Optional.of(
          of(
              Files.readAttributes(
                  path, "unix:mode,dev,ino,lastModifiedTime", LinkOption.NOFOLLOW_LINKS)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static FileId of(Map<String, Object> attributes) {
    return new FileId(
        value(attributes, "dev", Number.class).longValue(),
        value(attributes, "ino", Number.class).longValue(),
        value(attributes, "lastModifiedTime", FileTime.class),
        (value(attributes, "mode", Number.class).intValue() & TYPE_BITS) == SOCKET_TYPE);
  }

  private static <T> T value(Map<String, Object> attributes, String name, Class<T> type) {
    return type.cast(requireNonNull(attributes.get(name), name));
  }
}
