/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

/** What a connection is in the middle of. Used on its event loop only. */
sealed interface ConnectionState {
  ConnectionState IDLE = new Idle();
  ConnectionState PARTING = new Parting();
  ConnectionState CLOSED = new Closed();

  /** Nothing: the next message may be a conf or a call. */
  record Idle() implements ConnectionState {}

  /**
   * A call; nothing may come but the answers to its questions.
   *
   * @param run the call
   */
  record Running(CallRun run) implements ConnectionState {}

  /**
   * A reply has left while questions were unanswered; their answers still come and mean nothing.
   *
   * @param left how many are to come, at least one
   */
  record Draining(int left) implements ConnectionState {
    /** The state behind a reply, or an answer, when so many are still to come. */
    static ConnectionState of(int left) {
      return left == 0 ? IDLE : new Draining(left);
    }
  }

  /**
   * The runner lets go of it: a call that was sent before APISIX could see that is turned away, and
   * APISIX makes it on another connection.
   */
  record Parting() implements ConnectionState {}

  /** The end: what still comes is dropped. */
  record Closed() implements ConnectionState {}
}
