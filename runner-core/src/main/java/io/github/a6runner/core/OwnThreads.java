/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Has the work of a filter that is kept to threads of its own done there, and that of any other on
 * the spot. Thread-safe.
 */
final class OwnThreads {
  private static final FilterWork NOTHING =
      new FilterWork() {
        @Override
        public void run(Seat seat) {
          // Only what waits without a place is to be done.
        }

        @Override
        public void refuse() {
          // Others that are in the way do it.
        }
      };

  private final LateWork late;

  /**
   * Makes them.
   *
   * @param late where work goes for which the filter's threads have no place
   */
  OwnThreads(LateWork late) {
    this.late = late;
  }

  /** Does work here, or has it done where its filter is kept to, perhaps since a moment ago. */
  void perform(Seat seat, FilterWork work) {
    Executor own = seat.filter().ownThreads();
    if (own == null) {
      work.run(seat);
    } else {
      performOn(own, seat.filter(), work);
    }
  }

  /** Has work done on threads of its filter's own, or refuses it. */
  void performOn(Executor own, FilterWatch filter, FilterWork work) {
    if (offer(own, filter, work)) {
      return;
    }
    if (work.findsNoPlace()) {
      late.add(filter, work);
      offer(own, filter, NOTHING); // all that was in the way may be done by now
    } else {
      work.refuse();
    }
  }

  private boolean offer(Executor own, FilterWatch filter, FilterWork work) {
    try {
      own.execute(() -> runWithLate(filter, work));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private void runWithLate(FilterWatch filter, FilterWork work) {
    @Nullable FilterWork current = work;
    while (current != null) {
      current.run(Seat.own(filter));
      current = late.poll(filter);
    }
  }
}
