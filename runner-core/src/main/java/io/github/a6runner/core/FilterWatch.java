/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.count.Share;
import io.github.a6runner.core.setting.FailurePolicy;
import io.github.a6runner.core.setting.OnFailure;
import io.github.a6runner.core.thread.Workers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the runner keeps of one filter for all of its calls: what becomes of those that it fails,
 * what it may take, how much of it is under way, and whether it blocks although it said it would
 * not. Thread-safe.
 */
final class FilterWatch {
  /** A time that is never over. */
  static final long NEVER = Long.MAX_VALUE / 2;

  private static final int OVERRUNS_TO_DEMOTE = 2;

  private final String name;
  private final FailurePolicy policy;
  private final Limits limits;
  private final Share allCalls;
  private final Share.Part calls = new Share.Part();
  private final Share.Part threads = new Share.Part();
  private final Share.Part places = new Share.Part();
  private final Queue<FilterWork> queue = new ConcurrentLinkedQueue<>();
  private final Queue<FilterWork> late = new ConcurrentLinkedQueue<>();
  private final AtomicInteger stuck = new AtomicInteger();
  private volatile @Nullable Workers own;
  private volatile boolean demoted;
  private int overruns; // guarded by this

  /**
   * What a filter may take.
   *
   * @param deadlineNanos how long it may work on one call; {@link #NEVER} for as long as the call
   * @param maxCalls how many calls it may work on at one time
   * @param maxStuck how many threads it may hold that do not react to their interrupt
   */
  record Limits(long deadlineNanos, int maxCalls, int maxStuck) {}

  /**
   * Makes the watch of a filter that has not run.
   *
   * @param name its name
   * @param policy what becomes of the calls that it fails
   * @param limits what it may take
   * @param allCalls the calls that filters may work on at one time, of which it gets its share
   */
  FilterWatch(String name, FailurePolicy policy, Limits limits, Share allCalls) {
    this.name = name;
    this.policy = policy;
    this.limits = limits;
    this.allCalls = allCalls;
  }

  /** Has it count as at work on one call more; the cause if it may not be. */
  @Nullable Cause enter() {
    if (stuck.get() >= limits.maxStuck()) {
      return Cause.FILTER_STUCK;
    }
    return allCalls.tryTake(calls, limits.maxCalls()) ? null : Cause.FILTER_CALLS;
  }

  /** It is at work on one call less. */
  void leave() {
    allCalls.give(calls);
  }

  /** How many calls it is at work on, on worker threads or asynchronously. */
  int calls() {
    return calls.count();
  }

  /** Its part of the threads. */
  Share.Part threads() {
    return threads;
  }

  /** Its part of the places for work that waits for a thread. */
  Share.Part places() {
    return places;
  }

  /** Its work that waits for a thread. */
  Queue<FilterWork> queue() {
    return queue;
  }

  /** Its work that has no place to wait in, but has to be done. */
  Queue<FilterWork> late() {
    return late;
  }

  /** Threads of its own, since it would keep those of all busy; null if it has none. */
  @Nullable Executor ownThreads() {
    return own;
  }

  /** Whether it is kept to threads of its own. */
  boolean isHog() {
    return own != null;
  }

  /** Keeps it to threads of its own from now on, or with null no longer. */
  void ownThreads(@Nullable Workers threads) {
    own = threads;
  }

  String name() {
    return name;
  }

  /** What becomes of a call that it fails. */
  OnFailure onFailure() {
    return policy.onFilterFailure();
  }

  /** Whether what it changes is undone when it fails. */
  boolean isSkippedOnFailure() {
    return policy.onFilterFailure() instanceof OnFailure.Skip;
  }

  boolean hasDeadline() {
    return limits.deadlineNanos() < NEVER;
  }

  long deadlineNanos() {
    return limits.deadlineNanos();
  }

  /** How many threads it holds that do not react to their interrupt. */
  int stuck() {
    return stuck.get();
  }

  /** Some threads more, or fewer, are stuck in it. */
  void stuck(int more) {
    stuck.addAndGet(more);
  }

  /** Whether it is run as a blocking one, whatever it says. */
  boolean isDemoted() {
    return demoted;
  }

  /** It has held an event loop for long; true if that was once too often, and it is demoted. */
  synchronized boolean overran() {
    overruns++;
    demoted = overruns >= OVERRUNS_TO_DEMOTE;
    return demoted;
  }

  /** It has held an event loop for ever: it is run as a blocking one. */
  synchronized void demote() {
    overruns = OVERRUNS_TO_DEMOTE;
    demoted = true;
  }

  /** It gets another chance: it may be another one now. */
  synchronized void forgive() {
    overruns = 0;
    demoted = false;
    own = null;
  }
}
