/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

/**
 * The two points at which APISIX calls a filter; {@link Filter#needs} is asked for each.
 *
 * <pre>{@code
 * @Override
 * public Needs needs(Phase phase, Conf conf) {
 *   return phase == Phase.RESPONSE ? Needs.body() : Needs.none();
 * }
 * }</pre>
 */
public enum Phase {
  /** Before the request goes to the upstream: {@link Filter#onRequest}. */
  REQUEST,
  /** When the upstream has answered: {@link Filter#onResponse}. */
  RESPONSE
}
