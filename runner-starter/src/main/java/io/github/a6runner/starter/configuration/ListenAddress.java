/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import io.github.a6runner.starter.surroundings.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Addresses of Unix sockets as APISIX writes them: {@code unix:} and a path. */
public final class ListenAddress {
  /** What such an address begins with. */
  public static final String PREFIX = "unix:";

  private static final String EXPECTED = "unix: and an absolute path, such as unix:/tmp/a6.sock";

  private ListenAddress() {}

  /** Reads an address whose path is absolute. */
  static Path absolute(String source, String address) throws UsageException {
    Path path = path(source, address);
    if (!path.isAbsolute()) {
      throw wrong(source, address);
    }
    return path;
  }

  /**
   * Reads an address that a person typed.
   *
   * @param source the option
   * @param address the address, whose path may be relative to the working directory
   * @return the path, absolute
   * @throws UsageException if it is no such address
   */
  public static Path typed(String source, String address) throws UsageException {
    return path(source, address).toAbsolutePath().normalize();
  }

  /**
   * Writes an address.
   *
   * @param path the path of the socket
   * @return the address
   */
  public static String of(Path path) {
    return PREFIX + path;
  }

  private static Path path(String source, String address) throws UsageException {
    if (!address.startsWith(PREFIX) || address.length() == PREFIX.length()) {
      throw wrong(source, address);
    }
    try {
      return Path.of(address.substring(PREFIX.length()));
    } catch (InvalidPathException e) {
      throw wrong(source, address);
    }
  }

  private static UsageException wrong(String source, String address) {
    String shown = address.isEmpty() ? "empty" : address;
    return new UsageException(source + ": " + shown + " (expected: " + EXPECTED + ")");
  }
}
