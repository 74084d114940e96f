/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * From a jar to a filter: what plugins there are, how they are loaded, replaced and closed, and how
 * their code is called. Confs and calls know this room; it knows the log, private files and the
 * binding of confs.
 */
@NullMarked
package io.github.a6runner.core.plugin;

import org.jspecify.annotations.NullMarked;
