/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Body;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a call's message and what its filters have changed so far. Not thread-safe: it
 * belongs to whoever runs the filter of the moment.
 */
abstract sealed class CallState permits RequestState, ResponseState {
  /** Headers that say something of the bytes of a body, and nothing true of another body. */
  private static final List<String> ABOUT_THE_BODY =
      List.of(
          "content-encoding",
          "content-md5",
          "content-digest",
          "digest",
          "repr-digest",
          "etag",
          "last-modified",
          "accept-ranges",
          "content-range");

  private final EntryList headers;
  private Optional<Body> newBody;

  CallState(EntryList headers, Optional<Body> newBody) {
    this.headers = headers;
    this.newBody = newBody;
  }

  /** A state of its own with the same contents, to go back to. */
  abstract CallState copy();

  /** What can be shown of it to those who watch. */
  abstract CallSnapshot snapshot();

  final EntryList headers() {
    return headers;
  }

  final Optional<Body> newBody() {
    return newBody;
  }

  final void replaceBody(Body body) {
    if (body.isEmpty()) {
      throw new IllegalArgumentException(
          "body: empty (expected: at least one byte, since APISIX takes an empty body for no change)");
    }
    newBody = Optional.of(body);
    ABOUT_THE_BODY.forEach(headers::remove);
  }
}
