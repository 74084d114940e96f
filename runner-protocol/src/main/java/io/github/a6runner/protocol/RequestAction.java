/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/** What is to happen with a request: nothing, an answer at once, or changes before it goes on. */
public sealed interface RequestAction {

  /** Lets the request go on as it is. */
  RequestAction NONE = new None();

  /** Lets the request go on as it is; {@link RequestAction#NONE} is the one to use. */
  record None() implements RequestAction {}

  /**
   * Answers the client in place of the upstream.
   *
   * @param status the status; 0 is taken for 200
   * @param headers the headers; the first of a name replaces what is there, later ones add
   * @param body the body; an empty one cannot be told from none
   */
  record Stop(int status, List<TextEntry> headers, Bytes body) implements RequestAction {

    /**
     * Creates the action.
     *
     * @param status the status
     * @param headers the headers, which are copied
     * @param body the body
     * @throws IllegalArgumentException if {@code status} is no unsigned 16 bit number
     * @throws NullPointerException if anything in it is null
     */
    public Stop {
      Ranges.uint16("status", status);
      headers = TextEntries.copyOf(headers);
      requireNonNull(body, "body");
    }
  }

  /**
   * Changes the request and the response to come.
   *
   * @param path the new path, absent to keep it
   * @param headers request headers to set; one without a value is deleted
   * @param args query arguments to set; one without a value is deleted
   * @param responseHeaders headers to set on the response
   * @param body the new body of the request; an empty one keeps what is there
   */
  record Rewrite(
      Optional<Text> path,
      List<TextEntry> headers,
      List<TextEntry> args,
      List<TextEntry> responseHeaders,
      Bytes body)
      implements RequestAction {

    /**
     * Creates the action.
     *
     * @param path the path
     * @param headers the headers, which are copied
     * @param args the query arguments, which are copied
     * @param responseHeaders headers of the response, which are copied
     * @param body the body
     * @throws NullPointerException if anything in it is null
     */
    public Rewrite {
      requireNonNull(path, "path");
      headers = TextEntries.copyOf(headers);
      args = TextEntries.copyOf(args);
      responseHeaders = TextEntries.copyOf(responseHeaders);
      requireNonNull(body, "body");
    }
  }
}
