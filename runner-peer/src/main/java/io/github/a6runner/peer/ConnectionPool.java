/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Connections that wait for their next call. The last one put in is the first one taken out, and
 * where there are too many the one that waited longest goes, as in nginx. Free to share.
 */
final class ConnectionPool implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final Connector connector;
  private final int capacity;
  private final Duration idleTime;
  private final InstantSource clock;

  /** The longest waiting one first. */
  private final Deque<Idle> idle = new ArrayDeque<>();

  /** The ones that calls have now. */
  private final Set<PeerConnection> leased = new HashSet<>();

  private boolean closed;

  private record Idle(PeerConnection connection, Instant until) {}

  ConnectionPool(Connector connector, PeerSettings settings, InstantSource clock) {
    this.connector = connector;
    this.capacity = settings.idleConnections();
    this.idleTime = settings.idleTime();
    this.clock = clock;
  }

  /**
   * A connection for one call. Closing the lease closes the connection too, unless the call went
   * well and said so.
   */
  final class Lease implements AutoCloseable {

    private final PeerConnection connection;
    private boolean reusable;

    private Lease(PeerConnection connection) {
      this.connection = connection;
    }

    PeerConnection connection() {
      return connection;
    }

    /** Says that the connection is fit for another call. */
    void keep() {
      reusable = true;
    }

    @Override
    public void close() {
      if (!reusable || !offer(connection)) {
        connection.close();
      }
      checkIn(connection);
    }
  }

  /** Takes a waiting connection that still is as it should be, or opens one. */
  Lease lease() {
    PeerConnection connection = takeWaiting().orElseGet(() -> connector.connect(() -> {}));
    return checkOut(connection);
  }

  private synchronized Lease checkOut(PeerConnection connection) {
    if (closed) {
      connection.close();
      throw new PeerException("peer: closed (expected: an open one)");
    }
    leased.add(connection);
    return new Lease(connection);
  }

  private synchronized void checkIn(PeerConnection connection) {
    leased.remove(connection);
    notifyAll();
  }

  private synchronized Optional<PeerConnection> takeWaiting() {
    dropExpired();
    while (!idle.isEmpty()) {
      PeerConnection waiting = idle.removeLast().connection();
      if (waiting.isQuiet()) {
        return Optional.of(waiting);
      }
      waiting.close();
    }
    return Optional.empty();
  }

  /**
   * Puts a connection in; false, and the connection is still the caller's, where that is no use.
   */
  private synchronized boolean offer(PeerConnection connection) {
    dropExpired();
    // Something that came after the reply would be taken for the reply to the next call.
    if (closed || capacity == 0 || !connection.isQuiet()) {
      return false;
    }
    if (idle.size() == capacity) {
      idle.removeFirst().connection().close();
    }
    idle.addLast(new Idle(connection, clock.instant().plus(idleTime)));
    return true;
  }

  private void dropExpired() {
    Instant now = clock.instant();
    while (!idle.isEmpty() && !now.isBefore(idle.peekFirst().until())) {
      idle.removeFirst().connection().close();
    }
  }

  /**
   * Closes all connections and waits until those who have one have noticed, so that the event loop
   * can end without leaving anybody waiting for it.
   */
  @Override
  public void close() {
    closeConnections();
    Waiting.on("close", this::awaitAllCheckedIn);
  }

  private synchronized void closeConnections() {
    closed = true;
    idle.forEach(waiting -> waiting.connection().close());
    idle.clear();
    leased.forEach(PeerConnection::close);
  }

  private synchronized boolean awaitAllCheckedIn() throws InterruptedException {
    long deadline = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
    long left = CLOSE_TIMEOUT.toMillis();
    while (!leased.isEmpty() && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }
    return leased.isEmpty();
  }
}
