/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** YAML as a tree that knows its lines, so that a mistake can be shown where it is. */
@NullMarked
package io.github.a6runner.starter.yaml;

import org.jspecify.annotations.NullMarked;
