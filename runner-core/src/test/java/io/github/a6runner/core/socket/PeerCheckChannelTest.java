/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a channel itself; the JDK's, which are on every platform. */
class PeerCheckChannelTest {
  private final Path folder;

  PeerCheckChannelTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void refusal_peerThatMayNotConnect_isThatOfItsUser() throws IOException {
    String user = Files.getOwner(folder).getName();
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address);
      try (SocketChannel peer = SocketChannel.open(address)) {
        NioDomainSocketChannel accepted = new NioDomainSocketChannel(null, server.accept());

        assertThat(check().refusal(accepted)).map(PeerCheck.Refusal::user).contains("user " + user);
        assertThat(peer.isOpen()).isTrue();
        accepted.unsafe().closeForcibly();
      }
    }
  }

  @Test
  void refusal_connectionThatIsGone_isThatOfAnUnknown() throws IOException {
    NioDomainSocketChannel gone = new NioDomainSocketChannel();
    gone.unsafe().closeForcibly();

    assertThat(check().refusal(gone)).map(PeerCheck.Refusal::user).contains("user unknown");
  }

  /** Knows nobody but a user who is not the one of this test. */
  private PeerCheck check() throws IOException {
    Path passwd = Files.writeString(folder.resolve("passwd"), "other:x:65533:1::/:/bin/sh\n");
    return new PeerCheck(
        PeerRules.standard(), Users.read(passwd, 65533, "other"), ProcessTable.of(folder));
  }
}
