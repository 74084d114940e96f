/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.core.CallObserver;
import io.github.a6runner.core.FilterReport;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Notes what a runner tells of its calls. Thread-safe. */
final class Traces implements CallObserver {
  private final Map<Long, CallTrace> calls = new ConcurrentHashMap<>();
  private final Map<TextEntry, Throwable> confFailures = new ConcurrentHashMap<>();

  CallTrace begin(long id, List<TextEntry> conf) {
    CallTrace trace = new CallTrace(conf);
    calls.put(id, trace);
    return trace;
  }

  /** Nothing more is noted of a call. */
  void end(long id) {
    CallTrace trace = calls.remove(id);
    if (trace != null) {
      trace.over();
    }
  }

  @Override
  public void configureFailed(String filter, String conf, Throwable failure) {
    confFailures.put(TextEntry.of(filter, conf), failure);
  }

  @Override
  public void filterBegun(long call, String filter) {
    of(call).ifPresent(trace -> trace.begin(filter));
  }

  @Override
  public void filterEnded(long call, FilterReport report) {
    of(call).ifPresent(trace -> trace.end(report));
  }

  @Override
  public void problem(long call, Optional<String> filter, String what, Optional<Throwable> cause) {
    of(call)
        .ifPresent(
            trace ->
                trace.problem(
                    new CallFailure(
                        what,
                        cause.or(() -> filter.flatMap(name -> confFailure(trace.conf(), name))),
                        false)));
  }

  @Override
  public void late(long call, String what) {
    of(call).ifPresent(trace -> trace.problem(new CallFailure(what, Optional.empty(), true)));
  }

  @Override
  public void denied(long call) {
    of(call).ifPresent(CallTrace::deny);
  }

  /** What a filter threw when it was configured. */
  private Optional<Throwable> confFailure(List<TextEntry> conf, String filter) {
    return conf.stream()
        .filter(entry -> entry.name().string().equals(filter))
        .flatMap(entry -> Optional.ofNullable(confFailures.get(entry)).stream())
        .findFirst();
  }

  private Optional<CallTrace> of(long id) {
    return Optional.ofNullable(calls.get(id));
  }
}
