/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The tokens that a runner gave, by the key of the conf. Free to share between threads. */
final class TokenTable {

  private final Duration life;
  private final InstantSource clock;
  private final Map<String, Token> tokens = new HashMap<>();

  private record Token(long number, Instant until) {}

  TokenTable(Duration life, InstantSource clock) {
    this.life = life;
    this.clock = clock;
  }

  /** Returns the token of a conf, unless it was never stored, has expired or was thrown away. */
  synchronized OptionalLong find(String key) {
    Token token = tokens.get(key);
    return token == null || !clock.instant().isBefore(token.until())
        ? OptionalLong.empty()
        : OptionalLong.of(token.number());
  }

  /** Stores a token, whose life starts now. */
  synchronized void store(String key, long number) {
    tokens.put(key, new Token(number, clock.instant().plus(life)));
  }

  /** Throws all tokens away, those of other confs too. */
  synchronized void clear() {
    tokens.clear();
  }
}
