/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a runner costs: it and others side by side, under the load generator, and the tables and
 * plots of it.
 */
@NullMarked
package io.github.a6runner.benchmarks;

import org.jspecify.annotations.NullMarked;
