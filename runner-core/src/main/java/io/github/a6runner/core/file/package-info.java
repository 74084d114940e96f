/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Files and folders that are this user's alone: locked, copied, deleted. Everybody may know this
 * room; it knows no other.
 */
@NullMarked
package io.github.a6runner.core.file;

import org.jspecify.annotations.NullMarked;
