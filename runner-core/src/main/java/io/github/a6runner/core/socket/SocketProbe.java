/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;

/** Asks whether there is a socket, and whether somebody listens on it. For any thread. */
public final class SocketProbe {
  /** Who cannot be told. */
  private static final String SOMEBODY = "?";

  private SocketProbe() {}

  /**
   * Looks at a file itself, not at what a symbolic link there leads to.
   *
   * @param path its path
   * @return whether it is a socket; false also if nothing is there
   * @throws IOException if it cannot be looked at
   */
  public static boolean isSocket(Path path) throws IOException {
    return FileId.at(path).filter(FileId::socket).isPresent();
  }

  /**
   * Connects to a socket, and does not wait until that is accepted.
   *
   * @param socket the socket
   * @return the name of the user who listens, or {@code ?} if it cannot be told who does, or
   *     whether anybody; empty if nobody does
   */
  public static Optional<String> listener(ShortName socket) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      // A listener with a full queue would hold a blocking connect for ever.
      channel.configureBlocking(false);
      channel.connect(UnixDomainSocketAddress.of(socket.path()));
      return Optional.of(user(channel));
    } catch (ConnectException refused) {
      return Optional.empty();
    } catch (IOException untold) {
      // A full queue or missing rights; unless the socket went away just now.
      return Files.exists(socket.path()) ? Optional.of(SOMEBODY) : Optional.empty();
    }
  }

  private static String user(SocketChannel channel) {
    try {
      return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
    } catch (IOException | UnsupportedOperationException e) {
      return SOMEBODY;
    }
  }
}
