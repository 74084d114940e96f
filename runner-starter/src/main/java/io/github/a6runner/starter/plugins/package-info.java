/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The plugins of a folder, as commands load and list them. */
@NullMarked
package io.github.a6runner.starter.plugins;

import org.jspecify.annotations.NullMarked;
