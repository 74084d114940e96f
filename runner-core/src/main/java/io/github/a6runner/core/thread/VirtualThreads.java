/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.thread;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Reaches the virtual threads of a newer JVM from code that is compiled for Java 17. */
public final class VirtualThreads {
  private VirtualThreads() {}

  /** An executor that starts a virtual thread, named by a prefix and a number, for each task. */
  static ExecutorService executor(String prefix) {
    try {
      Method ofVirtual = Thread.class.getMethod("ofVirtual");
      Class<?> builderType = Class.forName("java.lang.Thread$Builder");
      Object builder = ofVirtual.invoke(null);
      Object named =
          builderType.getMethod("name", String.class, long.class).invoke(builder, prefix, 1L);
      Object factory = builderType.getMethod("factory").invoke(named);
      return (ExecutorService)
          Executors.class
              .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
              .invoke(null, factory);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("virtual threads cannot be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("virtual threads: none (expected: a JVM that has them)", e);
    }
  }

  /**
   * Whether a thread is a virtual one.
   *
   * @param thread any thread
   * @return whether it is
   */
  public static boolean isVirtual(Thread thread) {
    return thread.getClass().getName().equals("java.lang.VirtualThread");
  }

  /**
   * Whether a virtual thread is on a carrier at this moment, which only its text tells.
   *
   * @param virtual a virtual thread
   * @return whether it is
   */
  public static boolean isMounted(Thread virtual) {
    String text = virtual.toString();
    return text.indexOf('@', text.lastIndexOf('/') + 1) > 0;
  }
}
