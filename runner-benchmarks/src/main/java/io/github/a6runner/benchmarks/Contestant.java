/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A runner that is measured: how it is started, and what its filters are called.
 *
 * @param name what it is called, a row of the table
 * @param command how it is started
 * @param environment what it finds in the environment, besides APISIX's variables
 * @param filters the names of its filters
 */
record Contestant(
    String name, List<String> command, Map<String, String> environment, Filters filters) {

  private static final List<String> AGENT =
      List.of(
          "bash",
          "-c",
          "exec -a 'nginx: privileged agent process' /bin/sh -c '\"$@\"; exit $?' agent \"$@\"",
          "agent");

  private static final String FLOOR = "floor: a6null.c";

  /** The one that decodes nothing and has no filters. */
  static Contestant floor(Path program) {
    return new Contestant(FLOOR, List.of(program.toString()), Map.of(), Filters.USUAL);
  }

  /** The same below a process of the name by which a runner knows that APISIX has started it. */
  Contestant underAgent() {
    List<String> all = new ArrayList<>(AGENT);
    all.addAll(command);
    return new Contestant(name, all, environment, filters);
  }

  boolean isFloor() {
    return name.equals(FLOOR);
  }

  /**
   * The names of filters.
   *
   * @param say of the one that answers
   * @param rewrite of the one that changes the request
   * @param vars of the one that asks for a variable and the body
   * @param waiting of the one that waits
   */
  record Filters(
      String say, Optional<String> rewrite, Optional<String> vars, Optional<String> waiting) {

    /** The usual names, without the filter that waits. */
    static final Filters USUAL =
        new Filters("say", Optional.of("rewrite"), Optional.of("vars"), Optional.empty());

    /** Only the filter that answers. */
    static final Filters SAY =
        new Filters("say", Optional.empty(), Optional.empty(), Optional.empty());

    /** As {@link #SAY}, of the filters that may block. */
    static final Filters BLOCKING_SAY =
        new Filters("say-blocking", Optional.empty(), Optional.empty(), Optional.empty());

    /** The filters that may block, with one that waits. */
    static final Filters BLOCKING =
        new Filters(
            "say-blocking",
            Optional.of("rewrite-blocking"),
            Optional.of("vars-blocking"),
            Optional.of("wait-10-ms"));

    Filters withWaiting() {
      return new Filters(say, rewrite, vars, Optional.of("wait-10-ms"));
    }
  }
}
