/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the management listens: on loopback, or on a Unix socket. Immutable. */
public sealed interface ManagementAddress {
  /** What an address looks like. */
  String EXPECTED =
      "127.0.0.1, localhost or [::1] with a port, such as 127.0.0.1:9901, or unix: and an absolute"
          + " path";

  /**
   * A port of this machine that other machines cannot reach.
   *
   * @param socket an address of the loopback interface
   */
  record Loopback(InetSocketAddress socket) implements ManagementAddress {
    /**
     * Takes an address.
     *
     * @param socket an address of the loopback interface
     */
    public Loopback {
      if (!socket.getAddress().isLoopbackAddress()) {
        throw new IllegalArgumentException(socket + " (expected: " + EXPECTED + ")");
      }
    }

    @Override
    public String toString() {
      String host = socket.getAddress().getHostAddress();
      return (host.contains(":") ? "[::1]" : host) + ":" + socket.getPort();
    }
  }

  /**
   * A socket that only the runner's user and root may use.
   *
   * @param path its absolute path
   */
  record Unix(Path path) implements ManagementAddress {
    /**
     * Takes a path.
     *
     * @param path an absolute path
     */
    public Unix {
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException(path + " (expected: " + EXPECTED + ")");
      }
    }

    @Override
    public String toString() {
      return "unix:" + path;
    }
  }

  /**
   * Reads an address. No name is looked up.
   *
   * @param text the address as one writes it
   * @return the address
   * @throws IllegalArgumentException if it is none, or one that other machines can reach
   */
  static ManagementAddress parse(String text) {
    if (requireNonNull(text, "text").startsWith("unix:")) {
      return new Unix(Path.of(text.substring("unix:".length())));
    }
    Matcher parts = HostAndPort.PATTERN.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group("port")) > HostAndPort.MOST) {
      throw new IllegalArgumentException(text + " (expected: " + EXPECTED + ")");
    }
    int port = Integer.parseInt(parts.group("port"));
    return new Loopback(new InetSocketAddress(HostAndPort.address(parts.group("host")), port));
  }

  /** How a port of this machine is written. */
  final class HostAndPort {
    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern PATTERN =
        Pattern.compile(
            "(?<host>localhost|127(?:\\.%s){3}|\\[::1\\]):(?<port>[1-9]\\d{0,4})".formatted(BYTE));
    private static final int MOST = 65_535;

    private HostAndPort() {}

    private static InetAddress address(String host) {
      try {
        return InetAddress.getByName(host.equals("localhost") ? "127.0.0.1" : host);
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(host + " (expected: " + EXPECTED + ")", e);
      }
    }
  }
}
