/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The test kit as an extension of JUnit Jupiter; nothing outside this package needs JUnit. */
@NullMarked
package io.github.a6runner.testkit.junit;

import org.jspecify.annotations.NullMarked;
