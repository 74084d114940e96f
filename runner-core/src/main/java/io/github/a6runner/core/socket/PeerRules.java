/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may connect to the runner besides root and the user it runs as. Immutable.
 *
 * @param userIds the numbers of further users
 * @param masterPid the nginx master whose child processes may connect, whatever their user; empty
 *     where no nginx started the runner
 */
public record PeerRules(Set<Long> userIds, OptionalLong masterPid) {
  /**
   * Makes rules for users given by number.
   *
   * @param userIds the numbers of further users, copied
   * @param masterPid the nginx master, if any
   */
  public PeerRules {
    userIds = Set.copyOf(requireNonNull(userIds, "userIds"));
    requireNonNull(masterPid, "masterPid");
  }

  /**
   * Only root and the runner's own user.
   *
   * @return the rules
   */
  public static PeerRules standard() {
    return new PeerRules(Set.of(), OptionalLong.empty());
  }

  /**
   * Makes rules for users given by name or number.
   *
   * @param allowedUsers names, looked up now in {@code /etc/passwd}, or numbers in digits
   * @param masterPid the nginx master, if any
   * @return the rules
   * @throws UnknownUserException if a name is no user's
   */
  public static PeerRules of(Set<String> allowedUsers, OptionalLong masterPid) {
    return of(allowedUsers, masterPid, Users.system());
  }

  static PeerRules of(Set<String> allowedUsers, OptionalLong masterPid, Users users) {
    Set<Long> ids = new TreeSet<>();
    for (String user : requireNonNull(allowedUsers, "allowedUsers")) {
      ids.add(users.id(user).orElseThrow(() -> new UnknownUserException(user)));
    }
    return new PeerRules(ids, masterPid);
  }
}
