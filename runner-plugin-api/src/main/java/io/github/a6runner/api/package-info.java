/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The contract between the runner and the filters of plugin authors. */
@NullMarked
package io.github.a6runner.api;

import org.jspecify.annotations.NullMarked;
