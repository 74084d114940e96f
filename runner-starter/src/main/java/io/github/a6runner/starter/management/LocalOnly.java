/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import io.github.a6runner.starter.http.LoopbackAddress;
import io.github.a6runner.starter.http.OwnOrigin;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Optional;

/** Refuses what is not asked from this machine; whoever forwards a port may name another one. */
final class LocalOnly {
  private LocalOnly() {}

  /** Why a request is refused, if it is. */
  static Optional<String> refusal(HttpHeaders headers) {
    return OwnOrigin.refusal(
        headers::getAll, LocalOnly::isLocal, "localhost or a loopback address");
  }

  /** With its port, or without one. */
  private static boolean isLocal(String host) {
    return LoopbackAddress.parse(host).or(() -> LoopbackAddress.parse(host + ":80")).isPresent();
  }
}
