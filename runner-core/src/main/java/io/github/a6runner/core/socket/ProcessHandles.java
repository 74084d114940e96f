/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import java.time.Instant;
import java.util.Optional;

/** The processes as the JDK sees them, for systems without {@code /proc}. */
final class ProcessHandles implements ProcessTable {
  @Override
  public Optional<Entry> find(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(ProcessHandles::entry);
  }

  private static Entry entry(ProcessHandle process) {
    return new Entry(
        process.pid(),
        process.parent().map(ProcessHandle::pid).orElse(0L),
        process.info().startInstant().map(Instant::toString).orElse(""));
  }

  @Override
  public String title(long pid) {
    return ProcessHandle.of(pid).flatMap(process -> process.info().commandLine()).orElse("");
  }

  @Override
  public boolean mayRunAs(long pid, long user) {
    return true;
  }
}
