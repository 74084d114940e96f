/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * From a conf of APISIX to a chain of configured filters, which is kept, made again when plugins
 * change, and held for as long as a call uses it. Calls know this room; it knows none of them.
 */
@NullMarked
package io.github.a6runner.core.conf;

import org.jspecify.annotations.NullMarked;
