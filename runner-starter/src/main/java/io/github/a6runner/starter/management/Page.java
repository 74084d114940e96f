/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import io.github.a6runner.protocol.Bytes;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/**
 * What a request is answered with. Immutable.
 *
 * @param status the status
 * @param contentType the type of the body
 * @param body the body
 */
record Page(HttpResponseStatus status, String contentType, Bytes body) {

  /** A line of text. */
  static Page text(HttpResponseStatus status, String line) {
    byte[] body = (line + "\n").getBytes(StandardCharsets.UTF_8);
    return new Page(status, "text/plain; charset=utf-8", Bytes.of(body));
  }

  /** JSON. */
  static Page json(HttpResponseStatus status, byte[] body) {
    return new Page(status, "application/json", Bytes.of(body));
  }
}
