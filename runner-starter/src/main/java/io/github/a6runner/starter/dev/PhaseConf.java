/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.PeerConf;

/**
 * What a route says about one phase. Immutable.
 *
 * @param conf the filters and their confs
 * @param allowDegradation whether requests pass when the runner fails
 */
record PhaseConf(PeerConf conf, boolean allowDegradation) {}
