/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What steps cost that the core keeps to itself. */
@NullMarked
package io.github.a6runner.core;

import org.jspecify.annotations.NullMarked;
