/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

/**
 * A filter whose settings are gathered.
 *
 * @param all takes them
 * @param name the filter's name
 */
record FilterDraft(ConfigDraft all, String name) {}
