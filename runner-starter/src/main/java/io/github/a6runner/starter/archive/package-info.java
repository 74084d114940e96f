/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The archive of classes with which a JVM starts sooner, and the processes that make it. */
@NullMarked
package io.github.a6runner.starter.archive;

import org.jspecify.annotations.NullMarked;
