/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Needs;
import io.github.a6runner.api.Phase;
import io.github.a6runner.core.CloseableConfs;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.setting.FailurePolicies;
import io.github.a6runner.core.setting.FailurePolicy;
import io.github.a6runner.core.setting.OnFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a chain says of the calls that it cannot serve. */
class ChainPoliciesTest {
  private static final FailurePolicies FAIL = FailurePolicies.FAIL;
  private static final FailurePolicies SKIP_CLOSEABLE = policies("closeable", OnFailure.SKIP);

  /** Runs in the request phase. */
  private final Link usable =
      new Link.Usable(
          FilterSet.of(new CloseableConfs()).find("closeable").orElseThrow(),
          "conf",
          Needs.none(),
          Needs.none());

  private final Link refused = new Link.Refused("refused", "why");
  private final Link failing = new Link.Failing("failing", 1, 100);

  @Test
  void firstUnusable_ofUsableOnes_isNone() {
    assertThat(chain(usable, usable).firstUnusable(FAIL)).isEmpty();
    assertThat(new Chain(List.of()).firstUnusable(FAIL)).isEmpty();
  }

  @Test
  void firstUnusable_isTheFirstWhosePolicyDoesNotSkipIt() {
    Chain chain = chain(usable, refused, failing);

    assertThat(chain.firstUnusable(FAIL)).contains(refused);
    assertThat(chain.firstUnusable(policies("refused", OnFailure.SKIP))).contains(failing);
    assertThat(chain.firstUnusable(policies("refused", OnFailure.stop(403)))).contains(refused);
  }

  @Test
  void onFailureFrom_filterThatMayNotBeSkipped_isItsPolicy() {
    assertThat(chain(usable).onFailureFrom(0, Phase.REQUEST, FAIL)).isEqualTo(OnFailure.FAIL);
    assertThat(
            chain(usable)
                .onFailureFrom(0, Phase.REQUEST, policies("closeable", OnFailure.stop(403))))
        .isEqualTo(OnFailure.stop(403));
  }

  @Test
  void onFailureFrom_filtersThatWouldNotRun_doNotCount() {
    assertThat(chain(usable).onFailureFrom(0, Phase.RESPONSE, FAIL)).isEqualTo(OnFailure.SKIP);
    assertThat(chain(refused, failing).onFailureFrom(0, Phase.REQUEST, FAIL))
        .isEqualTo(OnFailure.SKIP);
    assertThat(chain(usable).onFailureFrom(0, Phase.REQUEST, SKIP_CLOSEABLE))
        .isEqualTo(OnFailure.SKIP);
  }

  @Test
  void onFailureFrom_aPlace_leavesOutThoseBeforeIt() {
    Chain chain = chain(usable, refused);

    assertThat(chain.onFailureFrom(1, Phase.REQUEST, FAIL)).isEqualTo(OnFailure.SKIP);
    assertThat(chain.onFailureFrom(2, Phase.REQUEST, FAIL)).isEqualTo(OnFailure.SKIP);
  }

  @Test
  void wantsRetry_isFromTheMomentOnThatTheLinkSays() {
    Chain chain = chain(usable, refused, failing);

    assertThat(chain.wantsRetry(99)).isFalse();
    assertThat(chain.wantsRetry(100)).isTrue();
    assertThat(chain(usable, refused).wantsRetry(100)).isFalse();
  }

  @Test
  void hasFailing_isOfThoseThatFailed() {
    assertThat(chain(usable, failing).hasFailing()).isTrue();
    assertThat(chain(usable, refused).hasFailing()).isFalse();
  }

  private static Chain chain(Link... links) {
    return new Chain(List.of(links));
  }

  private static FailurePolicies policies(String filter, OnFailure what) {
    return new FailurePolicies(FailurePolicy.FAIL, Map.of(filter, new FailurePolicy(what, what)));
  }
}
