/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.Locale;

/** Why a call was denied or cut off, or went on without one of its filters. */
public enum Cause {
  /** A filter of its conf is not loaded, or cannot use its configuration. */
  FILTER_UNUSABLE,
  /** The filters of its conf could not be configured at all, or too many calls wait for that. */
  CONF_NOT_READY,
  /** A filter threw, its stage failed, or it decided nothing. */
  FILTER_FAILED,
  /** A filter did not decide within its own time. */
  FILTER_DEADLINE,
  /** The time of the whole call was over. */
  CALL_DEADLINE,
  /** As many calls were in flight as may be. */
  CALLS_IN_FLIGHT,
  /** A filter was at work on as many calls as it may. */
  FILTER_CALLS,
  /** Too many threads are held by a filter that does not react to its interrupt. */
  FILTER_STUCK,
  /** As many calls waited for a body from APISIX as may. */
  CALLS_WAITING,
  /** There was no thread for a filter that blocks, and no place to wait for one. */
  NO_THREAD,
  /** Its reply fits no frame. */
  REPLY_TOO_LARGE,
  /** A filter that should not block held the event loop of its connection and did not return. */
  LOOP_LOST,
  /** APISIX hung up. */
  HUNG_UP,
  /** APISIX broke the protocol. */
  PROTOCOL_BROKEN,
  /** The runner itself failed. */
  INTERNAL_ERROR;

  /**
   * The name for metrics, such as {@code filter_failed}.
   *
   * @return the name in lower case
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
