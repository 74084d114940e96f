/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gets the tokens of confs, from the table or from the runner. One conf at a time is prepared, as
 * all workers of nginx share one lock for it. Free to share between threads.
 */
final class TokenSource {

  /** How long APISIX waits for the lock before it fails the call. */
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

  private final ConnectionPool pool;
  private final TokenTable table;
  private final ReentrantLock preparing = new ReentrantLock();

  TokenSource(ConnectionPool pool, TokenTable table) {
    this.pool = pool;
    this.table = table;
  }

  /** Returns the token of a conf, for which the runner is asked if need be. */
  long token(PeerConf conf) {
    OptionalLong known = table.find(conf.key());
    return known.isPresent() ? known.getAsLong() : prepareAlone(conf);
  }

  /** Throws all tokens away. */
  void forgetAll() {
    table.clear();
  }

  private long prepareAlone(PeerConf conf) {
    if (!Waiting.on(
        "lock", () -> preparing.tryLock(LOCK_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS))) {
      throw new PeerException(
          "PREPARE_CONF: waited " + LOCK_TIMEOUT.toMillis() + " ms (expected: one before it done)");
    }
    try {
      // Whoever held the lock may have prepared this very conf.
      OptionalLong known = table.find(conf.key());
      return known.isPresent() ? known.getAsLong() : prepare(conf);
    } finally {
      preparing.unlock();
    }
  }

  private long prepare(PeerConf conf) {
    try (ConnectionPool.Lease lease = pool.lease()) {
      PrepareConf question = new PrepareConf(Optional.of(conf.key()), conf.filters());
      long token = Exchange.ask(lease.connection(), question, PrepareConfReply.class).confToken();
      lease.keep();
      table.store(conf.key(), token);
      return token;
    }
  }
}
