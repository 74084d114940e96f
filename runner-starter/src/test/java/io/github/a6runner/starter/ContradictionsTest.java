/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContradictionsTest {
  private final Path home;

  ContradictionsTest(@TempDir Path home) {
    this.home = home;
  }

  private ConfigDraft file(String text) throws Exception {
    Path file = Files.writeString(home.resolve("x.yaml"), text);
    return new ConfigDraft(Installation.of(home)).file(file);
  }

  @Test
  void grace_longerThanApisixWaits_isRefusedUnderApisixOnly() throws Exception {
    ConfigDraft draft = file("\nshutdown-grace: 2s");
    assertThat(draft.build().runner().shutdownGrace()).hasSeconds(2);

    draft.runner().managed(true);

    assertThatThrownBy(draft::build)
        .hasMessageStartingWith(home.resolve("x.yaml") + ":2: shutdown-grace: 2s (expected: at m")
        .hasMessageContaining("750ms under APISIX");
  }

  @Test
  void address_otherThanApisixConnectsTo_namesBothPlaces() throws Exception {
    ConfigDraft draft = file("");
    draft.apisix(Map.of("APISIX_LISTEN_ADDRESS", "unix:/a"));
    draft.environment(Map.of("A6_RUNNER_LISTEN", "unix:/e"));
    assertThat(draft.build().runner().listen()).hasToString("/e");

    draft.runner().managed(true);

    assertThatThrownBy(draft::build)
        .hasMessageStartingWith("A6_RUNNER_LISTEN: unix:/e (expected: unix:/a as APISIX_LISTEN_");
  }

  @Test
  void expireTime_shorterThanApisixKeepsTokens_namesBothPlaces() throws Exception {
    ConfigDraft draft = file("conf-expire-time: 1s");
    draft.apisix(Map.of("APISIX_CONF_EXPIRE_TIME", "60"));
    assertThat(draft.build().runner().confExpireTime()).hasSeconds(60);

    draft.option("--set conf-expire-time", "conf-expire-time", "5s");

    assertThatThrownBy(draft::build)
        .hasMessage(
            "--set conf-expire-time: 5s (expected: at least the 1m of APISIX_CONF_EXPIRE_TIME)");
  }

  @Test
  void filterDeadline_longerThanTheCalls_namesBothPlaces() throws Exception {
    Path file = home.resolve("x.yaml");
    ConfigDraft draft = file("call-deadline: 2s\nfilters:\n  slow:\n    deadline: 3s");

    assertThatThrownBy(draft::build)
        .hasMessage(
            file
                + ":4: filters.slow.deadline: 3s (expected: at most the 2s of call-deadline, "
                + file
                + ":1)");
  }
}
