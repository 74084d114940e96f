/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApisixVariablesTest {

  @Test
  void removeFrom_theEnvironmentOfARunner_leavesWhatIsNotOfApisix() {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "APISIX_LISTEN_ADDRESS", "unix:/x",
                "APISIX_CONF_EXPIRE_TIME", "7200",
                "A6_RUNNER_LISTEN", "unix:/y"));

    ApisixVariables.removeFrom(environment);

    assertThat(environment).containsOnlyKeys("A6_RUNNER_LISTEN");
  }
}
