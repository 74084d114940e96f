/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** How large the pieces of the code are, and a test that holds them to limits. */
@NullMarked
package io.github.a6runner.starter.figures;

import org.jspecify.annotations.NullMarked;
