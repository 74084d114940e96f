/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** One call as APISIX would make it, and what came of it. */
@NullMarked
package io.github.a6runner.starter.call;

import org.jspecify.annotations.NullMarked;
