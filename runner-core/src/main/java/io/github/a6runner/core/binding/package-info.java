/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * From the JSON of a configuration to the record that a filter wants, and to its schema. Plugins
 * and confs know this room; it knows no other.
 */
@NullMarked
package io.github.a6runner.core.binding;

import org.jspecify.annotations.NullMarked;
