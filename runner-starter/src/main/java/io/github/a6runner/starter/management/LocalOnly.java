/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses what is not asked from this machine. A page of a web site can have a browser ask anything
 * of loopback; it then names another host, or says that it is from another origin.
 */
final class LocalOnly {
  private static final Pattern LOCAL =
      Pattern.compile("(?i)(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])(:\\d{1,5})?");
  private static final List<String> OWN_SITES = List.of("none", "same-origin");
  private static final String SITE = "sec-fetch-site";

  private LocalOnly() {}

  /** Why a request is refused, if it is. */
  static Optional<String> refusal(HttpHeaders headers) {
    List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
    if (hosts.size() != 1 || !LOCAL.matcher(hosts.get(0)).matches()) {
      return Optional.of("Host: not this machine (expected: localhost or a loopback address)");
    }
    String ownOrigin = "http://" + hosts.get(0);
    boolean foreign =
        headers.getAll(HttpHeaderNames.ORIGIN).stream().anyMatch(o -> !o.equals(ownOrigin))
            || headers.getAll(SITE).stream().anyMatch(site -> !OWN_SITES.contains(site));
    return foreign ? Optional.of("Origin: another (expected: none)") : Optional.empty();
  }
}
