/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What single steps of a call cost. */
@NullMarked
package io.github.a6runner.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
