/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of the benchmarks. */
@NullMarked
package io.github.a6runner.benchmarks;

import org.jspecify.annotations.NullMarked;
