/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What the command call and the dev gateway both know of requests, as APISIX sees them. */
@NullMarked
package io.github.a6runner.starter.http;

import org.jspecify.annotations.NullMarked;
