/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import io.github.a6runner.core.file.PrivateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A name by which the JDK can connect to a socket: it refuses the longest paths that the kernel
 * takes, so that those get a link among the temporary files. Not thread-safe.
 */
public final class ShortName implements AutoCloseable {
  private static final int LONGEST_FOR_JDK = 100;

  private final Path path;
  private final Optional<PrivateFolder> folder;

  private ShortName(Path path, Optional<PrivateFolder> folder) {
    this.path = path;
    this.folder = folder;
  }

  /**
   * Finds a name, or makes one.
   *
   * @param socket the path of the socket, absolute
   * @return the name, to be closed when nobody connects by it any more
   * @throws IOException if the link cannot be made
   */
  public static ShortName of(Path socket) throws IOException {
    if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_FOR_JDK) {
      return new ShortName(socket, Optional.empty());
    }
    PrivateFolder folder = PrivateFolder.make("a6-runner-socket-");
    try {
      Path link = Files.createSymbolicLink(folder.path().resolve("s"), socket);
      return new ShortName(link, Optional.of(folder));
    } catch (IOException e) {
      folder.close();
      throw e;
    }
  }

  /**
   * Returns the name.
   *
   * @return the socket's own path, or a link to it
   */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    folder.ifPresent(PrivateFolder::close);
  }
}
