/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The server, the confs, the filter chains and the plugins. */
@NullMarked
package io.github.a6runner.core;

import org.jspecify.annotations.NullMarked;
