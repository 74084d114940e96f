/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.count.Share;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * So many threads, of which each filter gets its share. One that has it waits in a queue of its
 * own, which is a share of all places too; one that is kept to {@link OwnThreads} takes none of
 * them. Thread-safe.
 */
final class SharedThreads {
  private final Executor executor;
  private final Share threads;
  private final Share places;
  private final LateWork late = new LateWork();
  private final OwnThreads own = new OwnThreads(late);
  private final Set<FilterWatch> waiting = ConcurrentHashMap.newKeySet();

  /**
   * Shares the threads of an executor.
   *
   * @param executor has at least that many threads
   * @param threads how many to use
   * @param places how many pieces of work may wait for one
   */
  SharedThreads(Executor executor, int threads, int places) {
    this.executor = executor;
    this.threads = new Share(threads);
    this.places = new Share(places);
  }

  /** Runs work of a filter, now or when there is a thread for it, or refuses it. */
  void run(FilterWatch filter, FilterWork work) {
    Executor kept = filter.ownThreads();
    if (kept != null) {
      own.performOn(kept, filter, work);
    } else if (filter.queue().isEmpty() && threads.tryTake(filter.threads())) {
      start(filter, work);
    } else {
      enqueue(filter, work);
    }
  }

  /** Where work of filters that are kept to threads of their own is done. */
  OwnThreads own() {
    return own;
  }

  /** Forgets work of a filter that waits, if it does. */
  void forget(FilterWatch filter, FilterWork work) {
    if (filter.queue().remove(work)) {
      places.give(filter.places());
    }
  }

  /** How many pieces of work wait for a thread. */
  int queued() {
    return places.taken();
  }

  private void enqueue(FilterWatch filter, FilterWork work) {
    if (places.tryTake(filter.places())) {
      filter.queue().add(work);
    } else if (work.findsNoPlace()) {
      late.add(filter, work);
    } else {
      work.refuse();
      return;
    }
    waiting.add(filter);
    FilterWork first = next(filter); // a thread may have become free just now
    if (first != null) {
      start(filter, first);
    }
  }

  private void start(FilterWatch filter, FilterWork work) {
    boolean started = false;
    try {
      executor.execute(() -> workOn(filter, work));
      started = true;
    } catch (RejectedExecutionException e) {
      work.refuse(); // other work has taken the threads, or the runner is ending
    } finally {
      if (!started) {
        threads.give(filter.threads());
      }
    }
  }

  /** On a thread: the work, and then what waits, as long as there is something. */
  private void workOn(FilterWatch filter, FilterWork work) {
    Seat seat = Seat.shared(filter, threads);
    FilterWork current = work;
    while (current != null) {
      try {
        own.perform(seat, current);
      } finally {
        threads.give(seat.filter().threads());
      }
      current = nextOfAny(seat);
    }
  }

  private @Nullable FilterWork nextOfAny(Seat seat) {
    if (places.taken() > 0 || !late.isEmpty()) {
      for (FilterWatch filter : waiting) {
        FilterWork next = next(filter);
        if (next != null) {
          seat.takeFor(filter);
          return next;
        }
      }
    }
    return null;
  }

  /**
   * Takes a thread for the first that waits for a filter; null if there is none of either. A thread
   * that was taken for nothing may have been missed by another meanwhile, so it looks again.
   */
  private @Nullable FilterWork next(FilterWatch filter) {
    while (waitsIn(filter) && threads.tryTake(filter.threads())) {
      FilterWork next = poll(filter);
      if (next != null) {
        return next;
      }
      threads.give(filter.threads());
    }
    return null;
  }

  private static boolean waitsIn(FilterWatch filter) {
    return !filter.queue().isEmpty() || !filter.late().isEmpty();
  }

  private @Nullable FilterWork poll(FilterWatch filter) {
    FilterWork next = filter.queue().poll();
    if (next == null) {
      return late.poll(filter);
    }
    places.give(filter.places());
    return next;
  }
}
