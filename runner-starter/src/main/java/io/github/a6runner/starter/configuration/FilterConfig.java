/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

/**
 * The configuration as it is for one filter.
 *
 * @param all the whole configuration
 * @param name the filter's name
 */
record FilterConfig(Config all, String name) {}
