/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * How many there are of something: up to a limit, shared so that nobody takes all, or until the
 * last lets go. What is counted is known elsewhere; this room knows no other.
 */
@NullMarked
package io.github.a6runner.core.count;

import org.jspecify.annotations.NullMarked;
