/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The settings, and how file, environment and command line become one configuration. */
@NullMarked
package io.github.a6runner.starter.configuration;

import org.jspecify.annotations.NullMarked;
