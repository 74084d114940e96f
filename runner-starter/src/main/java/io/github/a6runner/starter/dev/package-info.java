/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The dev gateway: a small HTTP server that plays APISIX before a runner, for development. */
@NullMarked
package io.github.a6runner.starter.dev;

import org.jspecify.annotations.NullMarked;
