/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The gateway's half of the protocol over a real socket, and what the gateway itself does. */
@NullMarked
package io.github.a6runner.peer;

import org.jspecify.annotations.NullMarked;
