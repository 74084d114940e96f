/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import io.github.a6runner.api.Body;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a call's message and what its filters have changed so far. Not thread-safe: it
 * belongs to whoever runs the filter of the moment.
 */
public abstract sealed class CallState permits RequestState, ResponseState {
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

  /**
   * Copies the state, to go back to it.
   *
   * @return a state of its own with the same contents
   */
  public abstract CallState copy();

  /**
   * Shows the state to those who watch.
   *
   * @return what is known now
   */
  public abstract CallSnapshot snapshot();

  /**
   * A view for one filter, which changes this state.
   *
   * @param context what it needs besides the message
   * @param answers has the filter go on with answers of APISIX
   * @return the view, a {@code RequestCall} of a request and a {@code ResponseCall} of a response
   */
  public abstract CallView view(CallContext context, CallView.Answers answers);

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
    ABOUT_THE_BODY.forEach(headers::removeIfThere);
  }
}
