/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What the command call, the dev gateway and the management share: messages as people and programs
 * write and read them, the addresses of this machine, and who may ask at one.
 */
@NullMarked
package io.github.a6runner.starter.http;

import org.jspecify.annotations.NullMarked;
