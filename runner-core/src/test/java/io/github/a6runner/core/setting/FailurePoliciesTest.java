/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailurePoliciesTest {
  private static final FailurePolicy SKIP = new FailurePolicy(OnFailure.SKIP, OnFailure.SKIP);

  @Test
  void of_filterWithAPolicyOfItsOwn_isThatAndOfOthersTheStandard() {
    FailurePolicies policies = new FailurePolicies(FailurePolicy.FAIL, Map.of("log", SKIP));

    assertThat(policies.of("log")).isEqualTo(SKIP);
    assertThat(policies.of("auth")).isEqualTo(FailurePolicy.FAIL);
  }

  @Test
  void policies_mapThatIsChangedLater_areNot() {
    Map<String, FailurePolicy> map = new HashMap<>();
    FailurePolicies policies = new FailurePolicies(FailurePolicy.FAIL, map);

    map.put("auth", SKIP);

    assertThat(policies.of("auth")).isEqualTo(FailurePolicy.FAIL);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 403, 599})
  void stop_statusOfAnAnswer_isTaken(int status) {
    assertThat(OnFailure.stop(status)).isEqualTo(new OnFailure.Stop(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 100, 199, 600})
  void stop_otherStatus_isRefused(int status) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnFailure.stop(status))
        .withMessage("status: " + status + " (expected: 200 to 599)");
  }

  @Test
  void onFailure_asText_isWhatTheSettingSays() {
    assertThat(OnFailure.FAIL).hasToString("fail");
    assertThat(OnFailure.SKIP).hasToString("skip");
    assertThat(OnFailure.stop(403)).hasToString("stop 403");
  }
}
