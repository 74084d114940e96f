/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.TextEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files of the page, which lie beside this class. */
final class PageFiles {
  /** All there are: nothing that a browser asks for is looked up in the jar. */
  static final Set<String> NAMES =
      Set.of(
          "index.html",
          "style.css",
          "icon.svg",
          "play.js",
          "chain.js",
          "dom.js",
          "filters.js",
          "form.js",
          "result.js",
          "server.js");

  /** By the suffix of a name. */
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private PageFiles() {}

  /** Returns a file, if there is one of the name. */
  static Optional<GatewayResponse> find(String name) {
    return NAMES.contains(name) ? Optional.of(file(name)) : Optional.empty();
  }

  private static GatewayResponse file(String name) {
    String type = requireNonNull(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), name);
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
