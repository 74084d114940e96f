/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.thread.Workers;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Gives filters threads on which they may block, so that none of them takes all. A filter that has
 * its share waits in a queue of its own, which is a share of all places too. Where threads cost
 * nothing each piece of work gets one. Thread-safe.
 */
final class FilterThreads implements AutoCloseable {
  private static final Work NOTHING =
      new Work() {
        @Override
        public void run(Seat seat) {
          // Only what waits without a place is to be done.
        }

        @Override
        public void refuse() {
          // Others that are in the way do it.
        }
      };

  private final Executor executor;
  private final @Nullable Share threads;
  private final @Nullable Spare spare;
  private final Share places;
  private final Set<FilterWatch> waiting = ConcurrentHashMap.newKeySet();

  private final AtomicInteger late = new AtomicInteger();

  private volatile boolean crowded;

  private FilterThreads(
      Executor executor, @Nullable Share threads, int places, @Nullable Spare spare) {
    this.executor = executor;
    this.threads = threads;
    this.spare = spare;
    this.places = new Share(places);
  }

  /** Threads of a pool for the time in which virtual ones do not get on. */
  private record Spare(Workers pool, FilterThreads shared) {}

  /**
   * Makes them of an executor that has a thread for everything, and of a pool for when virtual ones
   * have to wait.
   *
   * @param executor has a thread for everything
   * @param threads how many threads the pool has at most
   * @param places how many pieces of work may wait for one of the pool
   */
  static FilterThreads unlimited(Executor executor, int threads, int places) {
    Workers pool = Workers.pool("a6-spare-", threads, threads + places);
    return new FilterThreads(executor, null, 0, new Spare(pool, sharing(pool, threads, places)));
  }

  /**
   * Shares the threads of an executor.
   *
   * @param executor has at least that many threads
   * @param threads how many to use
   * @param places how many pieces of work may wait for one
   */
  static FilterThreads sharing(Executor executor, int threads, int places) {
    return new FilterThreads(executor, new Share(threads), places, null);
  }

  /**
   * A thread that works for a filter, and later perhaps for another if it is not the filter's own.
   */
  final class Seat {
    private final boolean counts;
    private FilterWatch filter;

    private Seat(FilterWatch filter, boolean counts) {
      this.filter = filter;
      this.counts = counts;
    }

    /** Goes on for another filter; false if that has its share of threads already. */
    boolean moveTo(FilterWatch next) {
      if (next.isHog() || filter.isHog()) {
        return false;
      }
      if (threads != null && !(counts && threads.tryMove(filter.threads(), next.threads()))) {
        return false;
      }
      filter = next;
      return true;
    }
  }

  /** A piece of work. The first call of one of its methods counts. */
  interface Work {

    /** Does it, on a thread. */
    void run(Seat seat);

    /** Takes note that it will not be done, since too much waits already. On any thread. */
    void refuse();

    /**
     * Whether it has to be done although too much waits already, when a thread of its filter's is
     * free. If not it is refused.
     */
    default boolean waitsWithoutPlace() {
      return false;
    }
  }

  /**
   * Whether virtual threads have to wait for filters that keep their carriers: then a pool is used.
   */
  void crowded(boolean value) {
    crowded = value;
  }

  /** Has work that waits for a carrier done on a thread of the pool; its first run counts. */
  void rescue(FilterWatch filter, Work work) {
    if (spare != null) {
      spare.shared().run(filter, work);
    }
  }

  /** Interrupts what runs on the pool for crowded times. */
  @Override
  public void close() {
    if (spare != null) {
      spare.pool().close();
    }
  }

  /** How many pieces of work wait for a thread. */
  int queued() {
    return spare == null ? places.taken() : spare.shared().queued();
  }

  /**
   * Runs work of a filter, now or when there is a thread for it, or refuses it. True if it may have
   * to wait for a carrier, from which it can be rescued.
   */
  boolean run(FilterWatch filter, Work work) {
    if (filter.isHog()) {
      perform(new Seat(filter, false), work);
    } else if (crowded && spare != null) {
      return spare.shared().run(filter, work);
    } else if (threads == null) {
      startUnshared(filter, work);
      return true;
    } else if (filter.queue().isEmpty() && threads.tryTake(filter.threads())) {
      start(threads, filter, work);
    } else {
      enqueue(threads, filter, work);
    }
    return false;
  }

  /** Forgets work of a filter that waits, if it does. */
  void forget(FilterWatch filter, Work work) {
    if (spare != null) {
      spare.shared().forget(filter, work); // only there is something to wait in
    } else if (filter.queue().remove(work)) {
      places.give(filter.places());
    }
  }

  private void enqueue(Share shared, FilterWatch filter, Work work) {
    if (places.tryTake(filter.places())) {
      filter.queue().add(work);
    } else if (work.waitsWithoutPlace()) {
      addLate(filter, work);
    } else {
      work.refuse();
      return;
    }
    waiting.add(filter);
    Work first = next(shared, filter); // a thread may have become free just now
    if (first != null) {
      start(shared, filter, first);
    }
  }

  private void startUnshared(FilterWatch filter, Work work) {
    try {
      executor.execute(() -> perform(new Seat(filter, false), work));
    } catch (RejectedExecutionException e) {
      work.refuse(); // the runner is ending
    }
  }

  private void start(Share shared, FilterWatch filter, Work work) {
    boolean started = false;
    try {
      executor.execute(() -> workOn(shared, filter, work));
      started = true;
    } catch (RejectedExecutionException e) {
      work.refuse(); // other work has taken the threads, or the runner is ending
    } finally {
      if (!started) {
        shared.give(filter.threads());
      }
    }
  }

  /** On a thread: the work, and then what waits, as long as there is something. */
  private void workOn(Share shared, FilterWatch filter, Work work) {
    Seat seat = new Seat(filter, true);
    Work current = work;
    while (current != null) {
      try {
        perform(seat, current);
      } finally {
        shared.give(seat.filter.threads());
      }
      current = nextOfAny(shared, seat);
    }
  }

  /** Does work here, or has it done where its filter is kept to, perhaps since a moment ago. */
  private void perform(Seat seat, Work work) {
    Executor own = seat.filter.ownThreads();
    if (own == null) {
      work.run(seat);
      return;
    }
    FilterWatch filter = seat.filter;
    if (performOn(own, filter, work)) {
      return;
    }
    if (work.waitsWithoutPlace()) {
      addLate(filter, work);
      performOn(own, filter, NOTHING); // all that was in the way may be done by now
    } else {
      work.refuse();
    }
  }

  private boolean performOn(Executor own, FilterWatch filter, Work work) {
    try {
      own.execute(() -> performWithLate(filter, work));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private void performWithLate(FilterWatch filter, Work work) {
    @Nullable Work current = work;
    while (current != null) {
      current.run(new Seat(filter, false));
      current = pollLate(filter);
    }
  }

  private void addLate(FilterWatch filter, Work work) {
    late.incrementAndGet();
    filter.late().add(work);
  }

  private @Nullable Work pollLate(FilterWatch filter) {
    Work next = filter.late().poll();
    if (next != null) {
      late.decrementAndGet();
    }
    return next;
  }

  private @Nullable Work nextOfAny(Share shared, Seat seat) {
    if (places.taken() + late.get() > 0) {
      for (FilterWatch filter : waiting) {
        Work next = next(shared, filter);
        if (next != null) {
          seat.filter = filter;
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
  private @Nullable Work next(Share shared, FilterWatch filter) {
    while (waitsIn(filter) && shared.tryTake(filter.threads())) {
      Work next = poll(filter);
      if (next != null) {
        return next;
      }
      shared.give(filter.threads());
    }
    return null;
  }

  private static boolean waitsIn(FilterWatch filter) {
    return !filter.queue().isEmpty() || !filter.late().isEmpty();
  }

  private @Nullable Work poll(FilterWatch filter) {
    Work next = filter.queue().poll();
    if (next == null) {
      return pollLate(filter);
    }
    places.give(filter.places());
    return next;
  }
}
