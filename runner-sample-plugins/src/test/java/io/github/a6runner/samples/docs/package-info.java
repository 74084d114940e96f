/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The filters of the documentation. */
@NullMarked
package io.github.a6runner.samples.docs;

import org.jspecify.annotations.NullMarked;
