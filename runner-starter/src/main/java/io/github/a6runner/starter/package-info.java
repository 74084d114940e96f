/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The command line a6-runner. */
@NullMarked
package io.github.a6runner.starter;

import org.jspecify.annotations.NullMarked;
