/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

/**
 * One step of a run of the model. What it means depends on where the run is, so that a shorter list
 * of steps is a run, too.
 *
 * @param kind what is done
 * @param which to which of those that are there
 * @param how in which of the possible ways
 * @param settles whether all that follows from it happens before the next step
 */
record ModelStep(Kind kind, int which, int how, boolean settles) {

  /** What can be done. */
  enum Kind {
    REQUEST,
    RESPONSE,
    ANSWER,
    WORK,
    RESUME,
    CONFIGURE,
    COMPLETE,
    PREPARE,
    TIME,
    CUT,
    RELOAD,
    WRONG,
    DEAF,
    HEAR,
    LEAVE,
    LARGE
  }
}
