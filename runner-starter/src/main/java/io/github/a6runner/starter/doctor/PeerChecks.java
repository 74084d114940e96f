/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import io.github.a6runner.core.socket.PeerRules;
import io.github.a6runner.starter.configuration.Config;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** Whether the runner lets APISIX connect. */
final class PeerChecks {
  private PeerChecks() {}

  /** Looks at the workers of nginx, as peers of a runner that a user starts. */
  static List<Finding> of(ApisixConfig apisix, Config config, String user) {
    return workers(apisix, name -> mayConnect(name, config.runner().peers(), user));
  }

  private static boolean mayConnect(String name, PeerRules rules, String user) {
    if (name.equals("root") || name.equals(user)) {
      return true;
    }
    try {
      Set<Long> id = PeerRules.of(Set.of(name), OptionalLong.empty()).userIds();
      return rules.userIds().containsAll(id);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Whether the workers of nginx may connect.
   *
   * @param allowed whether a user given by name may connect, whoever started the runner
   */
  static List<Finding> workers(ApisixConfig apisix, Predicate<String> allowed) {
    String user = apisix.workerUser().orElse("nobody");
    String who = "the workers of nginx run as " + user;
    if (apisix.workerUser().isEmpty()) {
      who = "the workers of nginx run as nobody if its master is root";
    }
    if (allowed.test(user)) {
      return List.of(Finding.ok("peers", who + ", who may connect"));
    }
    if (!apisix.command().isEmpty()) {
      return List.of(
          Finding.ok("peers", who + ", and may connect to the runner that APISIX starts"));
    }
    String advice = "set allowed-users: [" + user + "]";
    String text = who + ", who may not connect to a runner that APISIX has not started";
    return List.of(
        apisix.workerUser().isPresent()
            ? Finding.fail("peers", text, advice)
            : Finding.warn("peers", text, advice));
  }
}
