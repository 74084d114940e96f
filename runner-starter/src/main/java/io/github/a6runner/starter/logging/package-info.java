/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The log of a process: where it goes, how its lines are written, and which call they are about.
 * The rest of the runner knows slf4j alone.
 */
@NullMarked
package io.github.a6runner.starter.logging;

import org.jspecify.annotations.NullMarked;
