/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.security.MessageDigest.isEqual;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;

/** The filter of README.md. */
public final class KeyCheck implements Filter<byte[]> {
  @Override
  public String name() {
    return "key-check";
  }

  @Override
  public byte[] configure(ConfSource source) {
    return source.text().getBytes(UTF_8);
  }

  @Override
  public Decision onRequest(RequestCall call, byte[] secret) {
    byte[] key = call.headers().first("key").orElse("").getBytes(UTF_8);
    return key.length > 0 && isEqual(key, secret) ? Decision.proceed() : Decision.stop(401);
  }
}
