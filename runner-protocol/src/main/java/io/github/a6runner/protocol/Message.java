/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

/**
 * A message of the protocol between APISIX and a runner, in either direction.
 *
 * <p>Messages are immutable values that hold no buffer: whoever gets one may keep it and hand it to
 * any thread.
 */
public sealed interface Message permits GatewayMessage, RunnerMessage {}
