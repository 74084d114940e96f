/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The file of the socket, the folder of the locks, and who may connect. The server and its settings
 * know this room; it knows that of private files.
 */
@NullMarked
package io.github.a6runner.core.socket;

import org.jspecify.annotations.NullMarked;
