/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.starter.http.LoopbackAddress;
import java.nio.file.Path;

/** Where the management listens: on loopback, or on a Unix socket. Immutable. */
public sealed interface ManagementAddress {
  /** What the address of a socket begins with. */
  String UNIX = "unix:";

  /** What an address looks like. */
  String EXPECTED =
      LoopbackAddress.EXPECTED + ", such as 127.0.0.1:9901, or unix: and an absolute path";

  /**
   * A port of this machine that other machines cannot reach.
   *
   * @param address the address, whose port is not 0
   */
  record Loopback(LoopbackAddress address) implements ManagementAddress {
    /**
     * Takes an address.
     *
     * @param address the address
     */
    public Loopback {
      if (address.port() == 0) {
        throw new IllegalArgumentException(address + " (expected: " + EXPECTED + ")");
      }
    }

    @Override
    public String toString() {
      return address.toString();
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
      return UNIX + path;
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
    if (requireNonNull(text, "text").startsWith(UNIX + "/")) {
      return new Unix(Path.of(text.substring(UNIX.length())));
    }
    return LoopbackAddress.parse(text)
        .map(Loopback::new)
        .orElseThrow(() -> new IllegalArgumentException(text + " (expected: " + EXPECTED + ")"));
  }
}
