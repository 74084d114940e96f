/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Filters to use and to copy, each showing one idea. */
@NullMarked
package io.github.a6runner.samples;

import org.jspecify.annotations.NullMarked;
