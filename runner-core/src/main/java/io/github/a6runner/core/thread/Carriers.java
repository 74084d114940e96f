/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.thread;

import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads of the JVM that carry virtual threads: whether all of them are busy, and how many of
 * them run at one time, which can be changed from JDK 24 on. For the watchdog's thread.
 */
public final class Carriers {
  /** A virtual thread that starts later than this says that all carriers are busy. */
  static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long NOT_UNDER_WAY = -1;
  private static final String BEAN = "jdk.management.VirtualThreadSchedulerMXBean";
  private static final int MOST_MORE = 64;

  private final Executor virtual;
  private final LongSupplier nanoTime;
  private final AtomicLong probeSince = new AtomicLong(NOT_UNDER_WAY);
  private final @Nullable Object bean;
  private final int standard;
  private int more;

  /**
   * Makes one for the JVM's own carriers.
   *
   * @param virtual starts a virtual thread for each piece of work
   * @param nanoTime the clock
   */
  public Carriers(Executor virtual, LongSupplier nanoTime) {
    this.virtual = virtual;
    this.nanoTime = nanoTime;
    this.bean = bean();
    this.standard = bean == null ? 0 : (Integer) call(bean, "getParallelism");
  }

  /**
   * Whether a virtual thread that was started has not run for long; starts one if none is.
   *
   * @return whether work has to wait for a carrier
   */
  public boolean areBusy() {
    long since = probeSince.get();
    if (since != NOT_UNDER_WAY) {
      return nanoTime.getAsLong() - since > LATE_NANOS;
    }
    probeSince.set(nanoTime.getAsLong());
    start(() -> probeSince.set(NOT_UNDER_WAY));
    return false;
  }

  private void start(Runnable work) {
    try {
      virtual.execute(work);
    } catch (RejectedExecutionException e) {
      work.run(); // the runner is ending
    }
  }

  /**
   * Has so many carriers run beyond the usual number, where the JVM can do that.
   *
   * @param number how many more; there is a limit
   */
  public void runMore(int number) {
    int wanted = Math.min(number, MOST_MORE);
    if (bean != null && wanted != more) {
      more = wanted;
      call(bean, "setParallelism", standard + wanted);
    }
  }

  /**
   * The same, and has the JVM notice it now: it does so when a thread of its own starts work.
   *
   * @param number how many more; there is a limit
   */
  public void runMoreAtOnce(int number) {
    runMore(number);
    if (more > 0 && probeSince.get() != NOT_UNDER_WAY) {
      Thread starter = new Thread(() -> start(() -> {}), "a6-carriers");
      starter.setDaemon(true);
      starter.start();
    }
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object bean() {
    try {
      Class<?> type = Class.forName(BEAN);
      return ManagementFactory.getPlatformMXBean((Class<? extends PlatformManagedObject>) type);
    } catch (ClassNotFoundException | LinkageError | IllegalArgumentException e) {
      return null; // an older JVM, or one without its management
    }
  }

  private static Object call(Object bean, String name, Object... arguments) {
    try {
      Class<?> type = Class.forName(BEAN);
      Method method =
          arguments.length == 0 ? type.getMethod(name) : type.getMethod(name, int.class);
      Object result = method.invoke(bean, arguments);
      return result == null ? arguments[0] : result;
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(name + " of the carriers failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name + ": none (expected: a method of " + BEAN + ")", e);
    }
  }
}
