/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixFileTest {
  private final Path path;

  UnixFileTest(@TempDir Path folder) {
    this.path = folder.resolve("m.sock");
  }

  @Test
  void publish_overAnothersSocket_takesThePathAndLeavesItWhenTheOtherGoes() throws IOException {
    try (ServerSocketChannel first = open();
        ServerSocketChannel second = open()) {
      UnixFile old = published(first);
      UnixFile young = published(second);

      old.remove();
      assertThat(path).exists();
      young.remove();
      assertThat(path).doesNotExist();
    }
  }

  @Test
  void publish_givesTheOwnerAloneARight() throws IOException {
    try (ServerSocketChannel channel = open()) {
      published(channel);

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void at_aFileThatIsNoSocket_isRefused() throws IOException {
    Files.writeString(path, "mine");

    assertThatThrownBy(() -> UnixFile.at(path)).hasMessageContaining("no socket");
    assertThat(path).content().isEqualTo("mine");
  }

  private UnixFile published(ServerSocketChannel channel) throws IOException {
    UnixFile file = UnixFile.at(path);
    channel.bind(file.bindAddress());
    file.publish();
    return file;
  }

  private static ServerSocketChannel open() throws IOException {
    return ServerSocketChannel.open(StandardProtocolFamily.UNIX);
  }
}
