/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the route of a request in APISIX's order: a whole path before a beginning, a longer
 * beginning before a shorter one, then priority, then the place in the file. Immutable.
 */
final class RouteTable {
  private static final Comparator<Candidate> ORDER =
      Comparator.comparing(Candidate::prefix)
          .thenComparing(Comparator.comparingInt(Candidate::length).reversed())
          .thenComparing(Comparator.comparingInt(Candidate::priority).reversed());

  private final List<Route> routes;
  private final List<Candidate> candidates;

  /** One path of a route. */
  private record Candidate(String path, boolean prefix, Route route) {

    static Candidate of(String uri, Route route) {
      boolean prefix = uri.endsWith("*");
      return new Candidate(prefix ? uri.substring(0, uri.length() - 1) : uri, prefix, route);
    }

    int length() {
      return path.length();
    }

    int priority() {
      return route.priority();
    }

    boolean matches(String other) {
      return prefix ? other.startsWith(path) : other.equals(path);
    }
  }

  RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
    this.candidates =
        this.routes.stream()
            .flatMap(route -> route.uris().stream().map(uri -> Candidate.of(uri, route)))
            .sorted(ORDER)
            .toList();
  }

  /** All routes, as they are in the file. */
  List<Route> routes() {
    return routes;
  }

  /** Returns the route for a request, if there is one; the host comes without a port. */
  Optional<Route> find(String method, String host, String path) {
    return candidates.stream()
        .filter(each -> each.matches(path) && each.route().takes(method, host))
        .map(Candidate::route)
        .findFirst();
  }
}
