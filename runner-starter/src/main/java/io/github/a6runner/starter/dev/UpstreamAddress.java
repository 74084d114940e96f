/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses of upstreams: {@code http} or {@code https}, a host, and maybe a port. */
final class UpstreamAddress {
  private static final Pattern WRITTEN = Pattern.compile("https?://[^/?#@]+/?");
  private static final int NO_PORT = -1;
  private static final int MAX_PORT = 65_535;

  private UpstreamAddress() {}

  /** Reads an address that can be sent requests; empty if it is none. No name is looked up. */
  static Optional<URI> parse(String text) {
    if (!WRITTEN.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new URI(text)).filter(UpstreamAddress::isComplete);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Java takes an authority that is no host and port for a name of some other kind. */
  private static boolean isComplete(URI uri) {
    int port = uri.getPort();
    return uri.getHost() != null && (port == NO_PORT || (port > 0 && port <= MAX_PORT));
  }
}
