/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.socket.SocketFile;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
  private final Semaphore arrived = new Semaphore(0);
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
    file.publish(SocketFile.EVERYBODY);
    return new Runner(file, server);
  }

  private int connectUntilDone() {
    while (!done.get()) {
      try (SocketChannel channel = SocketChannel.open(address)) {
        connected.addAndGet(channel.isConnected() ? 1 : 0);
        arrived.release();
      } catch (ConnectException e) {
        // A socket was there, and its listener ended or its queue was full at that moment.
      } catch (IOException e) {
        throw new AssertionError("after " + connected + " connections", e);
      }
    }
    return connected.get();
  }

  @Test
  void publish_200TakeOversUnderConnections_neverLeavesThePathEmpty() throws Exception {
    Runner older = start();
    CompletableFuture<Integer> peer = CompletableFuture.supplyAsync(this::connectUntilDone);
    for (int i = 0; i < TAKE_OVERS; i++) {
      arrived.drainPermits();
      Runner next = start();
      older.end();
      older = next;
      awaitConnection(peer);
    }
    done.set(true);
    older.server.close();

    assertThat(peer.get()).isGreaterThanOrEqualTo(TAKE_OVERS);
    older.file.close();
    assertThat(address.getPath()).doesNotExist();
  }

  private void awaitConnection(CompletableFuture<Integer> peer) throws InterruptedException {
    while (!arrived.tryAcquire(1, TimeUnit.MILLISECONDS) && !peer.isDone()) {
      // A peer that failed will never come.
    }
  }
}
