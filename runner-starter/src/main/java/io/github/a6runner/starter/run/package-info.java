/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The daemon: what is opened one after another, and closed at a signal. */
@NullMarked
package io.github.a6runner.starter.run;

import org.jspecify.annotations.NullMarked;
