/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.log;

import java.util.List;
import java.util.Map;
import org.slf4j.MDC;

/**
 * Where the log finds out which call a line is about. Thread-safe; a scope belongs to its thread.
 *
 * <p>The contract with whoever writes a log's layout is the MDC of slf4j: {@link Labels#asMap} has
 * those of the {@link #KEYS} that are known.
 */
public interface LogContext {

  /** The key of the number of a call. */
  String CALL = "call";

  /** The key of the id that the request has among its client's and its gateway's. */
  String REQUEST_ID = "request_id";

  /** The key of the id of a distributed trace. */
  String TRACE_ID = "trace_id";

  /** The key of the id of the gateway's span in it. */
  String SPAN_ID = "span_id";

  /** The key of the id of a route. */
  String ROUTE = "route";

  /** The key of the phase of a call. */
  String PHASE = "phase";

  /** The key of the name of a filter. */
  String FILTER = "filter";

  /** The key of the name of a plugin. */
  String PLUGIN = "plugin";

  /** All keys, in the order in which labels are given. */
  List<String> KEYS = List.of(CALL, REQUEST_ID, TRACE_ID, SPAN_ID, ROUTE, PHASE, FILTER, PLUGIN);

  /** What tells the lines of a call apart. */
  interface Labels {
    /**
     * The labels, fit for a log: without control characters, and not long.
     *
     * @return an immutable map, in the order of the {@link #KEYS}
     */
    Map<String, String> asMap();
  }

  /** Puts the labels into the MDC of slf4j, whatever is behind it, at the beginning of a scope. */
  LogContext IN_MDC =
      new LogContext() {
        @Override
        public void enter(Labels labels) {
          MDC.setContextMap(labels.asMap());
        }

        @Override
        public void leave() {
          MDC.clear();
        }
      };

  /**
   * From here on what this thread logs is about a call. Called for each turn of a filter, and so
   * has to be quick; scopes are not nested.
   *
   * @param labels what tells its lines apart; to be asked on any thread, but only until the end of
   *     the scope
   */
  void enter(Labels labels);

  /** It is not any more, and what a filter has put into the MDC meanwhile is gone. */
  void leave();
}
