/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What people stumble over when they set a runner up, looked at one by one. The checks are
 * functions of facts that others have gathered; only {@link
 * io.github.a6runner.starter.doctor.Machine} and {@link
 * io.github.a6runner.starter.doctor.SocketFacts} look at the machine.
 */
@NullMarked
package io.github.a6runner.starter.doctor;

import org.jspecify.annotations.NullMarked;
