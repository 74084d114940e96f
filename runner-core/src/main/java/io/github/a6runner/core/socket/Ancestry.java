/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who started the runner: APISIX, if one of the processes above it is the privileged agent of an
 * nginx, else a person or a supervisor. Found once; only {@link #isOrphaned} looks again. Immutable
 * and safe for use by several threads.
 */
public final class Ancestry {
  private static final Path PROC = Path.of("/proc");
  private static final String AGENT_TITLE = "nginx: privileged agent process";
  private static final String MASTER_TITLE = "nginx: master process";
  private static final int MAX_DEPTH = 64;

  private final ProcessTable processes;
  private final Optional<ProcessTable.Entry> agent;

  private Ancestry(ProcessTable processes, Optional<ProcessTable.Entry> agent) {
    this.processes = processes;
    this.agent = agent;
  }

  /**
   * Looks at the processes above this one.
   *
   * @return what was found
   */
  public static Ancestry current() {
    return of(PROC, ProcessHandle.current().pid());
  }

  /**
   * Looks at the processes above a process.
   *
   * @param procRoot where the system's processes are shown, {@code /proc}; where there is no such
   *     folder the JDK is asked instead
   * @param pid the process to begin with
   * @return what was found
   */
  static Ancestry of(Path procRoot, long pid) {
    ProcessTable processes = ProcessTable.of(requireNonNull(procRoot, "procRoot"));
    return new Ancestry(processes, agentAbove(processes, pid));
  }

  private static Optional<ProcessTable.Entry> agentAbove(ProcessTable processes, long pid) {
    Optional<ProcessTable.Entry> process = processes.find(pid);
    // A loop cannot be, but a table that changes while it is read can look like one.
    for (int depth = 0; depth < MAX_DEPTH && process.isPresent(); depth++) {
      process = processes.find(process.get().parent());
      if (process.filter(p -> processes.title(p.pid()).startsWith(AGENT_TITLE)).isPresent()) {
        return process;
      }
    }
    return Optional.empty();
  }

  /**
   * Whether APISIX started the runner.
   *
   * @return true if an nginx privileged agent was found
   */
  public boolean isManaged() {
    return agent.isPresent();
  }

  /**
   * The process of the nginx master above the agent.
   *
   * @return its number; empty without an agent, or if the agent had lost its master already
   */
  public OptionalLong masterPid() {
    return agent.stream()
        .mapToLong(ProcessTable.Entry::parent)
        .filter(pid -> processes.title(pid).startsWith(MASTER_TITLE))
        .findFirst();
  }

  /**
   * Whether the agent that started the runner is gone. Reads {@code /proc}, which takes
   * microseconds; to be asked now and then.
   *
   * @return true if there was an agent and it has ended, also if its number is another process's by
   *     now; always false if there was none
   */
  public boolean isOrphaned() {
    return agent.isPresent()
        && processes
            .find(agent.get().pid())
            .filter(now -> now.started().equals(agent.get().started()))
            .isEmpty();
  }
}
