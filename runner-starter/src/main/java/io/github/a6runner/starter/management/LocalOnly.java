/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import io.github.a6runner.starter.http.OwnOrigin;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refuses what is not asked from this machine; whoever forwards a port may name another one. */
final class LocalOnly {
  private static final Pattern LOCAL =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])(:\\d{1,5})?");

  private LocalOnly() {}

  /** Why a request is refused, if it is. */
  static Optional<String> refusal(HttpHeaders headers) {
    return OwnOrigin.refusal(
        headers::getAll, host -> LOCAL.matcher(host).matches(), "localhost or a loopback address");
  }
}
