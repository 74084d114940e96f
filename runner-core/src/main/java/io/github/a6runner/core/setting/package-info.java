/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What an operator may set, with the limits and the defaults of it: values and nothing else.
 * Everybody may know this room; it knows only who may connect to the socket.
 */
@NullMarked
package io.github.a6runner.core.setting;

import org.jspecify.annotations.NullMarked;
