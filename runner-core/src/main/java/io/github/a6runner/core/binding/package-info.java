/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** From the JSON of a configuration to the record that a filter wants, and to its schema. */
@NullMarked
package io.github.a6runner.core.binding;

import org.jspecify.annotations.NullMarked;
