/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A route as far as the dev gateway knows routes. Immutable.
 *
 * @param id its id, made from its place where the file gives none
 * @param uris paths, or with a trailing {@code *} beginnings of paths
 * @param methods its methods; all if empty
 * @param hosts its hosts in lower case, possibly with {@code *.} before; all if empty
 * @param priority decides between routes of one path; the higher number wins
 * @param plugins what is asked of the runner
 * @param upstream scheme, host and port of its first node
 */
record Route(
    String id,
    List<String> uris,
    List<String> methods,
    List<String> hosts,
    int priority,
    Map<ExtPlugin, PhaseConf> plugins,
    Optional<URI> upstream) {

  Route {
    uris = List.copyOf(uris);
    methods = List.copyOf(methods);
    hosts = List.copyOf(hosts);
    plugins = Map.copyOf(plugins);
  }

  /** Tells whether it takes requests of a method for a host. */
  boolean takes(String method, String host) {
    return (methods.isEmpty() || methods.contains(method))
        && (hosts.isEmpty() || hosts.stream().anyMatch(each -> isHost(each, host)));
  }

  private static boolean isHost(String pattern, String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return pattern.startsWith("*")
        ? lower.length() >= pattern.length() && lower.endsWith(pattern.substring(1))
        : lower.equals(pattern);
  }
}
