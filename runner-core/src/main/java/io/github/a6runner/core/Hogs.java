/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.thread.Carriers;
import io.github.a6runner.core.thread.VirtualThreads;
import io.github.a6runner.core.thread.Workers;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds filters that keep the processors busy, and keeps them to a few threads of their own so that
 * the others go on. For the watchdog's thread, which looks in rounds: {@link #begin}, {@link #look}
 * at each turn, {@link #end}.
 */
final class Hogs implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Hogs.class);

  /** A turn is long from here on; only then it is looked at closely. */
  static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** What a long turn has computed when it counts as busy; one that waits computes nothing. */
  private static final long BUSY_CPU_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** A virtual thread that is on its carrier in so many looks is taken not to leave it. */
  private static final int BUSY_LOOKS = 3;

  /** Without a busy turn for so long a filter is trusted again. */
  static final long PAROLE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final int PLACES_FOR_EACH_THREAD = 8;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final int processors = Runtime.getRuntime().availableProcessors();
  private final LongSupplier nanoTime;
  private final @Nullable Carriers carriers;
  private final Map<FilterWatch, Hog> hogs = new HashMap<>();
  private final Map<FilterWatch, Integer> onCarriers = new HashMap<>();
  private final Map<FilterWatch, Integer> onThreads = new HashMap<>();
  private long now;
  private boolean anyLong;
  private boolean carriersAreBusy;

  /** What the watchdog has seen of a thread during a turn. */
  static final class Sighting {
    private final Thread thread;
    private final long sinceNanos;
    private long cpuNanos = -1;
    private int looks;

    Sighting(Thread thread, long sinceNanos) {
      this.thread = thread;
      this.sinceNanos = sinceNanos;
    }

    /** What was seen of a thread before, or a first sight of it. */
    static Sighting of(@Nullable Sighting before, Thread thread, long nowNanos) {
      return before != null && before.thread == thread ? before : new Sighting(thread, nowNanos);
    }
  }

  /** A filter that has kept processors busy, once or more. */
  private static final class Hog {
    private final Workers own;
    private long lastBusyNanos;

    Hog(Workers own) {
      this.own = own;
    }
  }

  /**
   * Makes one that knows of no hog.
   *
   * @param nanoTime the clock
   * @param carriers what carries the virtual threads of filters; null if they are no such
   */
  Hogs(LongSupplier nanoTime, @Nullable Carriers carriers) {
    this.nanoTime = nanoTime;
    this.carriers = carriers;
  }

  /** Begins a round. */
  void begin() {
    now = nanoTime.getAsLong();
    carriersAreBusy = carriers != null && anyLong && carriers.areBusy();
    anyLong = false;
    onCarriers.clear();
    onThreads.clear();
  }

  /** Whether virtual threads have to wait long for one that carries them. */
  boolean carriersAreBusy() {
    return carriersAreBusy;
  }

  /** Looks at code of a filter, which may be on no thread. */
  void look(AtWork code) {
    Thread thread = code.worker();
    if (thread == null) {
      if (carriersAreBusy) {
        code.rescue();
      }
      return;
    }
    FilterWatch filter = code.turn().watch();
    Sighting sighting = code.sighting(thread, now);
    if (now - sighting.sinceNanos > LONG_NANOS) {
      anyLong = true;
      if (VirtualThreads.isVirtual(thread)) {
        sighting.looks = VirtualThreads.isMounted(thread) ? sighting.looks + 1 : 0;
        count(onCarriers, filter, sighting.looks >= BUSY_LOOKS);
      } else {
        count(onThreads, filter, hasComputed(sighting));
      }
    }
  }

  private static void count(Map<FilterWatch, Integer> counts, FilterWatch filter, boolean busy) {
    if (busy) {
      counts.merge(filter, 1, Integer::sum);
    }
  }

  private boolean hasComputed(Sighting sighting) {
    long cpu = threads.getThreadCpuTime(sighting.thread.getId());
    if (sighting.cpuNanos < 0) {
      sighting.cpuNanos = cpu;
    }
    return cpu - sighting.cpuNanos >= BUSY_CPU_NANOS
        && sighting.thread.getState() == Thread.State.RUNNABLE;
  }

  /**
   * Ends a round, and draws the conclusions.
   *
   * @param inTime whether the watchdog itself was not held up; if it was, the machine is busy
   */
  void end(boolean inTime) {
    onCarriers.forEach((filter, turns) -> busy(filter, turns, inTime && carriersAreBusy));
    onThreads.forEach((filter, turns) -> busy(filter, turns, inTime && turns >= processors));
    hogs.forEach(this::paroleIfQuiet);
    if (carriers != null) {
      carriers.runMoreAtOnce(
          onCarriers.entrySet().stream()
              .filter(entry -> entry.getKey().isHog())
              .mapToInt(Map.Entry::getValue)
              .sum());
    }
  }

  private void busy(FilterWatch filter, int turns, boolean harms) {
    Hog hog = hogs.get(filter);
    if (hog == null && harms) {
      hog = new Hog(Workers.pool("a6-own-", processors, processors * PLACES_FOR_EACH_THREAD));
      hogs.put(filter, hog);
    }
    if (hog != null) {
      hog.lastBusyNanos = now;
    }
    if (hog != null && harms && !filter.isHog()) {
      filter.ownThreads(hog.own);
      logger.error(
          "filter {}: {} of its calls keep the processors busy for more than {} ms each; from now on"
              + " it has {} threads of its own (expected: a filter that computes little)",
          filter.name(),
          turns,
          TimeUnit.NANOSECONDS.toMillis(LONG_NANOS),
          processors);
    }
  }

  private void paroleIfQuiet(FilterWatch filter, Hog hog) {
    if (filter.isHog() && now - hog.lastBusyNanos >= PAROLE_NANOS) {
      filter.ownThreads(null);
      logger.warn(
          "filter {}: has kept no processor busy for {} s; it runs as others do",
          filter.name(),
          TimeUnit.NANOSECONDS.toSeconds(PAROLE_NANOS));
    }
  }

  /** Interrupts what runs on threads of their own. */
  @Override
  public void close() {
    hogs.values().forEach(hog -> hog.own.close());
    if (carriers != null) {
      carriers.runMore(0);
    }
  }
}
