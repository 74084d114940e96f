/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import io.github.a6runner.core.thread.Workers;
import io.github.a6runner.starter.configuration.Config;
import java.util.List;
import java.util.Optional;

/** Whether the JVM is good enough, and fits into what the machine leaves it. */
final class JvmChecks {
  private static final int OLDEST = 17;

  /**
   * What threads, classes, compiled code and the buffers of small messages take beside the heap, in
   * bytes: an estimate.
   */
  static final long BESIDE_HEAP = 128L << 20;

  /** What a JVM has open beside its connections: the jar, plugins, the log. */
  private static final long OWN_FILES = 256;

  private JvmChecks() {}

  /** The version and the memory of this process. */
  static List<Finding> ofThisProcess(Machine machine) {
    return List.of(
        version(Runtime.version().feature(), System.getProperty("java.home", "?")),
        memory(Runtime.getRuntime().maxMemory(), machine.memoryLimit()));
  }

  /** The open files of this process, if their limit can be told. */
  static List<Finding> openFiles(Machine machine, Config config) {
    int connections = config.runner().load().maxConnections();
    return machine.openFiles().stream().mapToObj(limit -> openFiles(limit, connections)).toList();
  }

  /** The version. */
  static Finding version(int version, String home) {
    String text = "Java " + version + " in " + home;
    if (version < OLDEST) {
      return Finding.fail("jvm", text, "install 17 or newer, and name it in JAVA_HOME");
    }
    return version < Workers.FIRST_WITHOUT_PINNING
        ? Finding.info(
            "jvm",
            text
                + "; blocking filters share a pool of worker-threads before "
                + Workers.FIRST_WITHOUT_PINNING)
        : Finding.ok("jvm", text + ", with virtual threads for filters that block");
  }

  /**
   * The memory.
   *
   * @param heap the most bytes of the heap
   * @param limit the bytes that the machine or container leaves all of the process
   */
  static Finding memory(long heap, Optional<Long> limit) {
    String text = "a heap of up to " + megabytes(heap);
    if (limit.isEmpty()) {
      return Finding.ok("memory", text);
    }
    String of = text + ", in a limit of " + megabytes(limit.get());
    return heap + BESIDE_HEAP <= limit.get()
        ? Finding.ok("memory", of + "; large messages take up to max-bytes-in-flight more")
        : Finding.warn(
            "memory",
            of + ": the process may be killed when it needs both",
            "set A6_RUNNER_JAVA_OPTS=-Xmx%dm, or raise the limit"
                .formatted(Math.max(64, (limit.get() - BESIDE_HEAP) >> 20)));
  }

  /**
   * The open files.
   *
   * @param limit the most open files
   * @param connections the most connections at one time
   */
  static Finding openFiles(long limit, int connections) {
    String text = limit + " may be open";
    long needed = connections + OWN_FILES;
    return limit >= needed
        ? Finding.ok("open files", text)
        : Finding.warn(
            "open files",
            text + ", and max-connections is " + connections,
            "raise ulimit -n to %d, or lower max-connections".formatted(needed));
  }

  private static String megabytes(long bytes) {
    return (bytes >> 20) + " MB";
  }
}
