/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The message of a call: what a filter sees of it, may ask and may change, and the reply that says
 * so to APISIX. Whoever runs calls knows this room; it knows no other.
 */
@NullMarked
package io.github.a6runner.core.call;

import org.jspecify.annotations.NullMarked;
