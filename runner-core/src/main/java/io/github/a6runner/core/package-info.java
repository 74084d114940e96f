/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The server: connections, calls on their way through filters, and the limits of both. It knows the
 * rooms, which are the packages below this one; none of them knows it.
 */
@NullMarked
package io.github.a6runner.core;

import org.jspecify.annotations.NullMarked;
