/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Peers that do not behave: each of these is one of them, from its connection to its end. */
final class SoakTrouble {
  private static final long ANY_ID = 7;

  private final Path socket;
  private final SoakPlugin plugin;
  private final SoakCounts counts;
  private final Random random = new Random(11);

  SoakTrouble(Path socket, SoakPlugin plugin, SoakCounts counts) {
    this.socket = socket;
    this.plugin = plugin;
    this.counts = counts;
  }

  /** Hangs up in the middle of a call, which may be waiting for its answer to a question. */
  void disconnect() throws IOException {
    SoakKind kind = random.nextInt(8) == 0 ? SoakKind.LATE : pick(SoakKind.ECHO, SoakKind.ASK);
    try (SoakPeer peer = SoakPeer.open(socket, 4096)) {
      peer.send(call(peer, kind));
      pause(random.nextInt(6));
    }
    counts.disconnects.incrementAndGet();
  }

  /** Sends a part of a frame and hangs up, or bytes that are none and waits for the end. */
  void halfFrame() throws IOException {
    try (SoakPeer peer = SoakPeer.open(socket, 4096)) {
      if (random.nextBoolean()) {
        byte[] frame = Wire.frame(call(peer, SoakKind.QUICK));
        peer.sendBytes(Arrays.copyOf(frame, 1 + random.nextInt(frame.length - 1)));
        pause(random.nextInt(6));
      } else {
        peer.sendBytes(new byte[] {99, 0, 0, 4, 1, 2, 3, 4});
        if (peer.awaitEnd() == 0) {
          counts.wrong("garbage: closed without an error");
        }
      }
    }
    counts.halfFrames.incrementAndGet();
  }

  /** Takes a large reply bit by bit. */
  void readSlowly() throws IOException {
    String conf = plugin.conf();
    long oldest = plugin.oldest();
    try (SoakPeer peer = SoakPeer.open(socket, SoakFilters.LARGE / 40)) {
      long token = peer.prepare(SoakKind.LARGE.filter(), conf);
      GatewayMessage call = SoakKind.LARGE.call("/slow", ANY_ID, token);
      peer.send(call);
      RunnerMessage reply = peer.receive(() -> pause(20));
      if (SoakKind.LARGE.version(reply, call, conf, oldest).isEmpty()) {
        counts.wrong("slow reader: another reply");
      }
    }
    counts.slowReaders.incrementAndGet();
  }

  private GatewayMessage call(SoakPeer peer, SoakKind kind) throws IOException {
    return kind.call("/gone", ANY_ID, peer.prepare(kind.filter(), plugin.conf()));
  }

  private SoakKind pick(SoakKind one, SoakKind other) {
    return random.nextBoolean() ? one : other;
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
