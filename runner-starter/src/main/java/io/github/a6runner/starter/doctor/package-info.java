/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What people stumble over when they set a runner up, looked at one by one, in the order of {@link
 * io.github.a6runner.starter.doctor.Examination}. What is called Checks has one subject each: it
 * gathers facts, with what is called Facts and {@link io.github.a6runner.starter.doctor.Machine},
 * and says what it finds in functions of them.
 */
@NullMarked
package io.github.a6runner.starter.doctor;

import org.jspecify.annotations.NullMarked;
