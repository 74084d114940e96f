/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Phase;
import io.github.a6runner.core.call.TraceHeaders;
import io.github.a6runner.core.log.LogContext;
import io.github.a6runner.core.plugin.LoadedFilter;
import io.github.a6runner.protocol.TextEntry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The labels of a call's lines in the log, see {@link LogContext}. */
final class CallLabels {
  private CallLabels() {}

  /** Those of a call. */
  static Map<String, String> of(CallRun run) {
    return Collections.unmodifiableMap(ofCall(run));
  }

  /** Those of a filter's turn. */
  static Map<String, String> of(CallRun run, LoadedFilter filter) {
    Map<String, String> labels = ofCall(run);
    labels.put(LogContext.FILTER, filter.name());
    labels.put(LogContext.PLUGIN, filter.plugin());
    return Collections.unmodifiableMap(labels);
  }

  static String name(Phase phase) {
    return phase.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> ofCall(CallRun run) {
    Map<String, String> labels = new LinkedHashMap<>();
    List<TextEntry> headers = run.message().headers();
    labels.put(LogContext.CALL, Long.toString(run.context().id()));
    TraceHeaders.requestId(headers).ifPresent(id -> labels.put(LogContext.REQUEST_ID, id));
    TraceHeaders.traceParent(headers)
        .ifPresent(
            parent -> {
              labels.put(LogContext.TRACE_ID, parent.traceId());
              labels.put(LogContext.SPAN_ID, parent.spanId());
            });
    run.conf().route().ifPresent(route -> labels.put(LogContext.ROUTE, route));
    labels.put(LogContext.PHASE, name(run.phase()));
    return labels;
  }
}
