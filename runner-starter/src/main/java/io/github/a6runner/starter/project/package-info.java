/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** A project for a new plugin, and the Maven that builds it. */
@NullMarked
package io.github.a6runner.starter.project;

import org.jspecify.annotations.NullMarked;
