/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The threads on which connections and filters run, and what the JVM says of them; whose turn it is
 * on them is decided elsewhere. Whoever gives out work knows this room; it knows no other.
 */
@NullMarked
package io.github.a6runner.core.thread;

import org.jspecify.annotations.NullMarked;
