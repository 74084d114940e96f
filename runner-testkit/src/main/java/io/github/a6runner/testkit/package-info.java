/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Tests of filters without a gateway, for plugin authors: {@link
 * io.github.a6runner.testkit.FilterTester} is where to begin.
 *
 * <p>Nothing here returns null or takes it. What is here keeps to the same promise as the plugin
 * API, see {@link io.github.a6runner.api}; only what {@link
 * io.github.a6runner.testkit.FilterTesterBuilder#settings} hands out is the runner's own.
 */
@NullMarked
package io.github.a6runner.testkit;

import org.jspecify.annotations.NullMarked;
