/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.protocol.TextEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * One filter of a chain that is tried. Immutable.
 *
 * @param plugin the phase it is asked in
 * @param name its name
 * @param conf its conf as it would stand in a route
 */
record PlayFilter(ExtPlugin plugin, String name, String conf) {

  /**
   * The filter as a route of its own. The same conf at the same place keeps its state, as in a
   * route that does not change.
   */
  PeerConf alone(int place) {
    String content = place + "\n" + plugin + "\n" + name + "\n" + conf;
    UUID key = UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
    return new PeerConf("playground#" + key, List.of(TextEntry.of(name, conf)));
  }
}
