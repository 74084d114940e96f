/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runners that follow one another on a path while somebody connects all the time. */
final class TakeOverTest {
  private static final int TAKE_OVERS = 200;
  private static final int BACKLOG = 4096;

  private final Path locks;
  private final UnixDomainSocketAddress address;
  private final AtomicBoolean done = new AtomicBoolean();
  private final AtomicInteger connected = new AtomicInteger();

  TakeOverTest(@TempDir Path folder, @TempDir Path locks) {
    this.locks = locks;
    this.address = UnixDomainSocketAddress.of(folder.resolve("apisix-7.sock"));
  }

  /** A listener and its file, as a runner has them. */
  private record Runner(SocketFile file, ServerSocketChannel server) {
    void end() throws IOException {
      file.close();
      server.close();
    }
  }

  private Runner start() throws IOException {
    SocketFile file = SocketFile.prepare(address.getPath(), true, locks);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(file.bindPath()), BACKLOG);
    server.configureBlocking(false);
    file.publish(SocketFile.EVERYBODY);
    return new Runner(file, server);
  }

  private static void drain(Runner runner) throws IOException {
    SocketChannel accepted = runner.server.accept();
    while (accepted != null) {
      accepted.close();
      accepted = runner.server.accept();
    }
  }

  private int connectUntilDone() {
    while (!done.get()) {
      try (SocketChannel channel = SocketChannel.open(address)) {
        connected.addAndGet(channel.isConnected() ? 1 : 0);
      } catch (IOException e) {
        throw new AssertionError("after " + connected + " connections", e);
      }
    }
    return connected.get();
  }

  @Test
  void publish_200TakeOversUnderConnections_neverLeavesThePathEmpty() throws Exception {
    Runner older = start();
    Runner current = start();
    CompletableFuture<Integer> peer = CompletableFuture.supplyAsync(this::connectUntilDone);
    for (int i = 0; i < TAKE_OVERS; i++) {
      Runner next = start();
      // One that found the older's socket just now must still be let in: it goes one turn later.
      drain(older);
      older.end();
      older = current;
      current = next;
      awaitConnection(older, current, peer);
    }
    done.set(true);
    while (!peer.isDone()) {
      awaitConnection(older, current, peer);
    }
    assertThat(peer.get()).isGreaterThanOrEqualTo(TAKE_OVERS);
    older.end();
    assertThat(current.file.isOurs()).isTrue();
    current.end();
    assertThat(address.getPath()).doesNotExist();
  }

  // Empties both queues meanwhile: the peer may be waiting in the full one of a socket it found
  // just before that was replaced.
  private void awaitConnection(Runner older, Runner current, CompletableFuture<Integer> peer)
      throws IOException {
    int before = connected.get();
    while (connected.get() == before && !peer.isDone() && !Thread.currentThread().isInterrupted()) {
      drain(older);
      drain(current);
    }
  }
}
