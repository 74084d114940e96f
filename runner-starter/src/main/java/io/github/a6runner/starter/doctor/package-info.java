/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What people stumble over when they set a runner up, looked at one by one. The checks are
 * functions of facts that {@link io.github.a6runner.starter.doctor.Examination} has gathered, also
 * with what is called Facts, and {@link io.github.a6runner.starter.doctor.Machine}.
 */
@NullMarked
package io.github.a6runner.starter.doctor;

import org.jspecify.annotations.NullMarked;
