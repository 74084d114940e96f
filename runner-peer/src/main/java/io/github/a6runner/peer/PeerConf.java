/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.protocol.TextEntry;
import java.util.List;

/**
 * What a route says about external plugins: the filters and their confs, in order.
 *
 * @param key what APISIX knows the conf by; two confs with one key are taken for the same
 * @param filters the name of each filter with its conf
 */
public record PeerConf(String key, List<TextEntry> filters) {

  /**
   * Creates a conf.
   *
   * @param key what APISIX knows the conf by
   * @param filters the filters with their confs, which are copied
   * @throws NullPointerException if anything in it is null
   */
  public PeerConf {
    requireNonNull(key, "key");
    filters = List.copyOf(filters);
  }
}
