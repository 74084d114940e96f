/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import io.github.a6runner.starter.http.LoopbackAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Asks over HTTP, byte by byte as a test wants it. */
final class Http {
  private Http() {}

  /**
   * What came back.
   *
   * @param head the status line and the headers
   * @param body the body
   */
  record Answer(String head, String body) {
    int status() {
      return Integer.parseInt(head.split(" ", 3)[1]);
    }
  }

  /** A port of loopback that was free just now. */
  static ManagementAddress.Loopback freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new ManagementAddress.Loopback(
          new LoopbackAddress((InetSocketAddress) socket.getLocalSocketAddress()));
    }
  }

  static Answer get(ManagementAddress address, String path, String... headers) throws IOException {
    String more = headers.length == 0 ? "Host: localhost" : String.join("\r\n", headers);
    return send(address, "GET " + path + " HTTP/1.1\r\n" + more + "\r\n\r\n");
  }

  /** Sends text and reads until the other end closes. */
  static Answer send(ManagementAddress address, String request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(socket(address))) {
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
      byte[] all = Channels.newInputStream(channel).readAllBytes();
      String answer = new String(all, StandardCharsets.UTF_8);
      int end = answer.indexOf("\r\n\r\n");
      return new Answer(answer.substring(0, end), answer.substring(end + 4));
    }
  }

  private static SocketAddress socket(ManagementAddress address) {
    return address instanceof ManagementAddress.Unix unix
        ? UnixDomainSocketAddress.of(unix.path())
        : ((ManagementAddress.Loopback) address).address().socket();
  }
}
