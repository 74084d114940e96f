/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port of this machine that other machines cannot reach. Immutable.
 *
 * @param socket an address of the loopback interface; port 0 is any free one
 */
public record LoopbackAddress(InetSocketAddress socket) {
  /** What an address looks like, for messages. */
  public static final String EXPECTED = "127.0.0.1, localhost or [::1] with a port";

  private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?<host>localhost|127(?:\\.%s){3}|\\[::1])".formatted(BYTE)
              + ":(?<port>0|[1-9]\\d{0,4})");
  private static final int MAX_PORT = 65_535;

  /**
   * Takes an address.
   *
   * @param socket an address of the loopback interface
   * @throws IllegalArgumentException if it is another
   */
  public LoopbackAddress {
    if (socket.isUnresolved() || !socket.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException("address: " + socket + " (expected: " + EXPECTED + ")");
    }
  }

  /**
   * Reads an address. No name is looked up.
   *
   * @param text the address as one writes it
   * @return the address; empty if it is none, or one that other machines can reach
   */
  public static Optional<LoopbackAddress> parse(String text) {
    Matcher parts = WRITTEN.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group("port")) > MAX_PORT) {
      return Optional.empty();
    }
    InetAddress host = numeric(parts.group("host").replace("localhost", "127.0.0.1"));
    int port = Integer.parseInt(parts.group("port"));
    return Optional.of(new LoopbackAddress(new InetSocketAddress(host, port)));
  }

  /**
   * Returns the port.
   *
   * @return its number; 0 if it is any free one
   */
  public int port() {
    return socket.getPort();
  }

  /**
   * Returns the host as nginx writes it.
   *
   * @return numbers without brackets, such as {@code 127.0.0.1} or {@code ::1}
   */
  public String host() {
    InetAddress host = socket.getAddress();
    return host instanceof Inet6Address ? "::1" : host.getHostAddress();
  }

  /** The address as it stands in a URL, and as {@link #parse} reads it. */
  @Override
  public String toString() {
    String host = host();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
  }

  private static InetAddress numeric(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new AssertionError("an address in numbers is not looked up", e);
    }
  }
}
