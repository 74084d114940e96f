/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Tests of filters without a gateway, for plugin authors. */
@NullMarked
package io.github.a6runner.testkit;

import org.jspecify.annotations.NullMarked;
