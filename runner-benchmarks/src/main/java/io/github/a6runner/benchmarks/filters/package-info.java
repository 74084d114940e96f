/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The filters that are measured, as a plugin of their own. Each exists twice: as one that may
 * block, and as one that says it does not.
 */
@NullMarked
package io.github.a6runner.benchmarks.filters;

import org.jspecify.annotations.NullMarked;
