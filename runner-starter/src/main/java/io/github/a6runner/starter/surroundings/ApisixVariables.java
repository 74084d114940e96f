/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.surroundings;

import java.util.List;
import java.util.Map;

/** The variables of the environment in which APISIX tells the runner that it starts something. */
public final class ApisixVariables {
  /** Where the runner is to listen. */
  public static final String LISTEN = "APISIX_LISTEN_ADDRESS";

  /** How long APISIX keeps confs, in seconds. */
  public static final String EXPIRE_TIME = "APISIX_CONF_EXPIRE_TIME";

  private ApisixVariables() {}

  /**
   * Takes them out of the environment of a process to be started: what APISIX has said is meant for
   * this runner, not for another.
   *
   * @param environment the variables of that process, which are changed
   */
  public static void removeFrom(Map<String, String> environment) {
    environment.keySet().removeAll(List.of(LISTEN, EXPIRE_TIME));
  }
}
