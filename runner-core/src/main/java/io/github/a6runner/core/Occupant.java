/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** What is at the path of a socket before a runner takes it. */
enum Occupant {
  /** Nothing is there. */
  NOTHING,
  /** A socket that somebody listens on, or that nobody can be shown not to listen on. */
  LIVE_SOCKET,
  /** A socket whose listener is gone. */
  STALE_SOCKET,
  /** A file, a folder, a symbolic link or anything else that is no socket. */
  NO_SOCKET;

  /** The JDK refuses to connect to paths that the kernel still takes. */
  private static final int LONGEST_FOR_JDK = 100;

  /**
   * Looks at a path, and where a socket is there asks for a connection without waiting for it.
   *
   * @param linkFolder where a short name for a path may be put that is too long for the JDK
   */
  static Occupant of(Path path, Path linkFolder) throws IOException {
    Optional<FileId> found = FileId.at(path);
    if (found.isEmpty()) {
      return NOTHING;
    }
    return found.get().socket() ? listener(path, linkFolder) : NO_SOCKET;
  }

  private static Occupant listener(Path path, Path linkFolder) throws IOException {
    if (path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_FOR_JDK) {
      return answer(path, path);
    }
    Path link = linkFolder.resolve(UUID.randomUUID().toString().substring(0, 8));
    Files.createSymbolicLink(link, path);
    try {
      return answer(path, link);
    } finally {
      Files.delete(link);
    }
  }

  private static Occupant answer(Path path, Path address) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      // A listener with a full queue would hold a blocking connect for ever.
      channel.configureBlocking(false);
      channel.connect(UnixDomainSocketAddress.of(address));
      return LIVE_SOCKET;
    } catch (ConnectException refused) {
      return STALE_SOCKET;
    } catch (IOException untold) {
      // A full queue, missing rights, or it went away just now.
      return FileId.at(path).isPresent() ? LIVE_SOCKET : NOTHING;
    }
  }
}
