/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The messages between APISIX and a runner, and their form as bytes. */
@NullMarked
package io.github.a6runner.protocol;

import org.jspecify.annotations.NullMarked;
