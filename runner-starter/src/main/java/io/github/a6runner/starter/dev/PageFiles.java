/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.TextEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of the page, which lie beside this class. */
final class PageFiles {
  private static final Map<String, String> TYPES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "style.css", "text/css; charset=utf-8",
          "play.js", "text/javascript; charset=utf-8",
          "icon.svg", "image/svg+xml");

  private PageFiles() {}

  /** Returns a file, if there is one of the name. */
  static Optional<GatewayResponse> find(String name) {
    return Optional.ofNullable(TYPES.get(name)).map(type -> file(name, type));
  }

  private static GatewayResponse file(String name, String type) {
    try (InputStream in = PageFiles.class.getResourceAsStream("page/" + name)) {
      if (in == null) {
        throw new IllegalStateException("page/" + name + ": missing (expected: in the jar)");
      }
      return new GatewayResponse(
          200, List.of(TextEntry.of("Content-Type", type)), Bytes.of(in.readAllBytes()));
    } catch (IOException e) {
      throw new IllegalStateException("page/" + name + ": cannot be read", e);
    }
  }
}
