/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.protocol.ErrorCode;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ErrorReply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes calls of all kinds, one after another, and judges each reply. For one thread. */
final class SoakCaller implements AutoCloseable {
  private static final int READ_AT_ONCE = 65_536;
  private static final int CALLS_PER_CONNECTION = 500;
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final Path socket;
  private final SoakPlugin plugin;
  private final SoakCounts counts;
  private final Map<SoakKind, Long> tokens = new EnumMap<>(SoakKind.class);
  private String conf = "";
  private @Nullable SoakPeer peer;

  SoakCaller(Path socket, SoakPlugin plugin, SoakCounts counts) {
    this.socket = socket;
    this.plugin = plugin;
    this.counts = counts;
  }

  /** Makes the next call. */
  void next() throws IOException {
    long number = NUMBERS.incrementAndGet();
    SoakKind kind = SoakKind.of(number);
    try {
      judged(kind, number);
    } catch (IOException e) {
      counts.wrong(kind + " " + number + ": " + e);
      close();
    }
    if (number % CALLS_PER_CONNECTION == 0) {
      close();
    }
  }

  /** Makes a call of a kind, and returns the version that has answered it. */
  long judged(SoakKind kind, long number) throws IOException {
    renewConf();
    long oldest = plugin.oldest();
    String mark = "/" + number;
    GatewayMessage call = kind.call(mark, number, token(kind));
    RunnerMessage reply = connection().call(call, mark);
    for (int tries = 1; tries < 3 && isTokenLost(reply); tries++) {
      tokens.remove(kind);
      call = kind.call(mark, number, token(kind));
      reply = connection().call(call, mark);
    }
    counts.calls.incrementAndGet();
    Optional<Long> version = kind.version(reply, call, conf, oldest);
    long found = version.orElse(-1L);
    if (found < oldest || found > plugin.newest()) {
      counts.wrong(
          "%s %d: %s (expected: versions %d to %d)"
              .formatted(kind, number, brief(reply), oldest, plugin.newest()));
    }
    return found;
  }

  private static String brief(RunnerMessage reply) {
    String all = Worker.body(reply).orElseGet(reply::toString);
    return all.substring(0, Math.min(200, all.length()));
  }

  private static boolean isTokenLost(RunnerMessage reply) {
    return reply.equals(new ErrorReply(ErrorCode.CONF_TOKEN_NOT_FOUND));
  }

  /** Confs come and go, as those of a gateway do. */
  private void renewConf() {
    String current = plugin.conf();
    if (!current.equals(conf)) {
      conf = current;
      tokens.clear();
    }
  }

  private long token(SoakKind kind) throws IOException {
    Long token = tokens.get(kind);
    if (token == null) {
      token = connection().prepare(kind.filter(), conf);
      tokens.put(kind, token);
    }
    return token;
  }

  private SoakPeer connection() throws IOException {
    SoakPeer open = peer;
    if (open == null) {
      open = SoakPeer.open(socket, READ_AT_ONCE);
      peer = open;
      counts.reconnects.incrementAndGet();
    }
    open.requireQuiet();
    return open;
  }

  @Override
  public void close() throws IOException {
    if (peer != null) {
      peer.close();
      peer = null;
    }
  }
}
