/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Filters of Apache's Java runner 0.4.0, which docs/migration.md moves here. Only compiled. */
@NullMarked
package io.github.a6runner.benchmarks.there;

import org.jspecify.annotations.NullMarked;
