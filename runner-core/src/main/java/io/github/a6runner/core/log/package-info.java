/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What is said in the log: which call a line is about, text and failures of others made fit for it,
 * and what may happen often said once. Everybody may know this room; it knows no other.
 */
@NullMarked
package io.github.a6runner.core.log;

import org.jspecify.annotations.NullMarked;
