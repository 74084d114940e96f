/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What is around the commands: where the runner is installed, who started it and wants to hear of a
 * mistake, and the end of its process.
 */
@NullMarked
package io.github.a6runner.starter.surroundings;

import org.jspecify.annotations.NullMarked;
