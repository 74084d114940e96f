/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Tells requests for a server of this machine from those that a page of a web site has a browser
 * send to it: such a page names another host, also if its name points to this machine, or says that
 * it is from another origin. Pure.
 */
public final class OwnOrigin {
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private OwnOrigin() {}

  /**
   * Why a request is refused.
   *
   * @param values gives the values of the header of a name in lower case
   * @param isOwn whether a host, in lower case and perhaps with a port, is the server itself
   * @param own the server itself, for the message
   * @return the reason, which holds nothing of the request; empty if it is not refused
   */
  public static Optional<String> refusal(
      Function<String, List<String>> values, Predicate<String> isOwn, String own) {
    List<String> hosts =
        values.apply("host").stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    if (hosts.size() != 1 || !isOwn.test(hosts.get(0))) {
      return Optional.of("host: another, or none (expected: " + own + ")");
    }
    String origin = "http://" + hosts.get(0);
    if (!values.apply("origin").stream().allMatch(origin::equals)) {
      return Optional.of("origin: another (expected: none, or that of this server)");
    }
    return OWN_SITES.containsAll(values.apply("sec-fetch-site"))
        ? Optional.empty()
        : Optional.of("sec-fetch-site: another (expected: a request of this server's pages)");
  }
}
