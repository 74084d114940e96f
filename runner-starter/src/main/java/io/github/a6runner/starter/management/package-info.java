/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What an operator sees of a runner from outside: metrics, health and status over HTTP. */
@NullMarked
package io.github.a6runner.starter.management;

import org.jspecify.annotations.NullMarked;
