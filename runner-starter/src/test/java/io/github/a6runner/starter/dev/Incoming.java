/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.RequestTarget;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.starter.http.LoopbackAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Requests as they come to a gateway at 127.0.0.1:9080. */
final class Incoming {
  private static final LoopbackAddress SERVER =
      LoopbackAddress.parse("127.0.0.1:9080").orElseThrow();

  private Incoming() {}

  /** A request with headers: a name, a value, a name, a value. */
  static IncomingRequest of(HttpMethod method, String target, String body, String... headers) {
    List<TextEntry> entries = new ArrayList<>();
    for (int i = 0; i < headers.length; i += 2) {
      entries.add(TextEntry.of(headers[i], headers[i + 1]));
    }
    Bytes bytes = Bytes.of(body.getBytes(StandardCharsets.UTF_8));
    return new IncomingRequest(
        method, new RequestTarget(target), entries, bytes, SERVER.socket(), SERVER);
  }

  /** A request of the gateway's own page. */
  static IncomingRequest own(HttpMethod method, String target, String body) {
    return of(
        method,
        target,
        body,
        "host",
        "127.0.0.1:9080",
        "origin",
        "http://127.0.0.1:9080",
        "content-type",
        "application/json");
  }
}
