/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.count.LimitedCount;
import io.netty.channel.Channel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The connections of a server and their calls in flight. Thread-safe. */
final class Connections {
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final LimitedCount channels;
  private final LimitedCount calls;
  private final Set<Channel> counted = ConcurrentHashMap.newKeySet();
  private final AtomicLong opened = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong overLimit = new AtomicLong();
  private volatile Departure departure = Departure.STAYS;

  Connections(int maxConnections, int maxCallsInFlight) {
    this.channels = new LimitedCount(maxConnections);
    this.calls = new LimitedCount(maxCallsInFlight);
  }

  /** Counts a connection in until its channel is closed; false if there are too many. */
  boolean tryOpen(Channel channel) {
    if (!channels.tryEnter()) {
      overLimit.incrementAndGet();
      return false;
    }
    counted.add(channel);
    var unused = channel.closeFuture().addListener(closed -> uncount(channel));
    return true;
  }

  /** Counts a connection out, once, whether or not its channel is closed. */
  void uncount(Channel channel) {
    if (counted.remove(channel)) {
      channels.leave();
    }
  }

  /** How many there may be. */
  int maxConnections() {
    return channels.limit();
  }

  /** Counts one that is opened, and gives its number, from 1. */
  long countOpened() {
    return opened.incrementAndGet();
  }

  void add(Connection connection) {
    open.add(connection);
    if (departure != Departure.STAYS) {
      connection.leave(departure);
    }
  }

  void remove(Connection connection) {
    open.remove(connection);
  }

  /** The open connections; they come and go while one looks. */
  Iterable<Connection> open() {
    return open;
  }

  /** Counts one that was refused for its peer. */
  void refused() {
    refused.incrementAndGet();
  }

  /** How many there are and were. */
  RunnerState.OfConnections counts() {
    return new RunnerState.OfConnections(open.size(), opened.get(), refused.get(), overLimit.get());
  }

  int callsInFlight() {
    return calls.count();
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  /** Counts a call in; false if there are too many in flight. */
  boolean tryBeginCall() {
    return calls.tryEnter();
  }

  /** How many calls may be in flight. */
  int maxCallsInFlight() {
    return calls.limit();
  }

  void callEnded() {
    calls.leave();
  }

  /**
   * Has each connection end in a certain way, also those that come later; to be said again until
   * there are none.
   */
  void leave(Departure how) {
    departure = how;
    open.forEach(connection -> connection.leave(how));
  }
}
