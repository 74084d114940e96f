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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Asks whether somebody listens on a socket that is in the way. */
final class SocketProbe {
  /** The JDK refuses to connect to the longest paths that the kernel takes. */
  private static final int LONGEST_FOR_JDK = 100;

  private SocketProbe() {}

  /**
   * Whether somebody may be listening: a connection was made, or nothing shows that none can be.
   * Does not wait for it to be accepted.
   *
   * @param linkFolder where a short name for a path may be put that is too long for the JDK
   */
  static boolean mayBeListening(Path socket, Path linkFolder) throws IOException {
    if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_FOR_JDK) {
      return answers(socket);
    }
    Path link = linkFolder.resolve(UUID.randomUUID().toString().substring(0, 8));
    Files.createSymbolicLink(link, socket);
    try {
      return answers(link);
    } finally {
      Files.delete(link);
    }
  }

  private static boolean answers(Path address) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      // A listener with a full queue would hold a blocking connect for ever.
      channel.configureBlocking(false);
      channel.connect(UnixDomainSocketAddress.of(address));
      return true;
    } catch (ConnectException refused) {
      return false;
    } catch (IOException untold) {
      // A full queue or missing rights; unless the socket went away just now.
      return Files.exists(address);
    }
  }
}
