/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.starter.surroundings.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContradictionsTest {
  private final Path home;

  ContradictionsTest(@TempDir Path home) {
    this.home = home;
  }

  private ConfigDraft file(String text) throws Exception {
    return sources(text).draft();
  }

  private ConfigSources sources(String text) throws Exception {
    Path file = Files.writeString(home.resolve("x.yaml"), text);
    return new ConfigSources(Installation.of(home)).file(file);
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
    ConfigDraft draft =
        sources("")
            .apisix(Map.of("APISIX_LISTEN_ADDRESS", "unix:/a"))
            .environment(Map.of("A6_RUNNER_LISTEN", "unix:/e"))
            .draft();
    assertThat(draft.build().runner().listen()).hasToString("/e");

    draft.runner().managed(true);

    assertThatThrownBy(draft::build)
        .hasMessageStartingWith("A6_RUNNER_LISTEN: unix:/e (expected: unix:/a as APISIX_LISTEN_");
  }

  @Test
  void management_onThePathOfTheRunner_namesBothPlaces() throws Exception {
    Path file = home.resolve("x.yaml");
    String listen = "listen: unix:/tmp/a.sock\nmanagement:\n  listen: ";
    assertThat(file(listen + "unix:/tmp/b.sock").build().management()).isPresent();
    assertThat(file(listen + "127.0.0.1:9901").build().management()).isPresent();
    ConfigDraft draft = file(listen + "unix:/tmp/./x/../a.sock");

    assertThatThrownBy(draft::build)
        .hasMessage(
            ("%s:3: management.listen: unix:/tmp/a.sock (expected: a path other than that of"
                    + " listen, %s:1)")
                .formatted(file, file));
  }

  @Test
  void management_onThePathOfTheOption_isRefusedToo() throws Exception {
    ConfigDraft draft = file("management:\n  listen: unix:/tmp/a.sock");
    assertThat(draft.build().management()).isPresent();

    draft.listen("--listen", "unix:/tmp/a.sock");

    assertThatThrownBy(draft::build).hasMessageEndingWith("than that of listen, --listen)");
  }

  @Test
  void expireTime_shorterThanApisixKeepsTokens_namesBothPlaces() throws Exception {
    ConfigSources sources =
        sources("conf-expire-time: 1s").apisix(Map.of("APISIX_CONF_EXPIRE_TIME", "60"));
    ConfigDraft draft = sources.draft();
    assertThat(draft.build().runner().confExpireTime()).hasSeconds(60);

    sources.option("--set conf-expire-time", "conf-expire-time", "5s");

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

  @ParameterizedTest
  @ValueSource(strings = {"max-calls-waiting", "max-calls-per-filter"})
  void limit_aboveThatOfAllCalls_namesBothPlaces(String key) throws Exception {
    Path file = home.resolve("x.yaml");
    ConfigDraft draft = file("max-calls-in-flight: 10\n" + key + ": 11");

    assertThatThrownBy(draft::build)
        .hasMessage(
            "%s:2: %s: 11 (expected: at most the 10 of max-calls-in-flight, %s:1)"
                .formatted(file, key, file));
  }

  @Test
  void limitOfAFilter_aboveThatOfAllCalls_namesBothPlaces() throws Exception {
    ConfigDraft draft = file("filters:\n  slow:\n    max-calls: 5000");

    assertThatThrownBy(draft::build)
        .hasMessageEndingWith(
            ":3: filters.slow.max-calls: 5000 (expected: at most the 4096 of max-calls-in-flight,"
                + " its default)");
  }

  @Test
  void connections_fewerThanCalls_areRefusedIfBothWereSet() throws Exception {
    assertThat(file("max-connections: 10").build().runner().load().maxConnections()).isEqualTo(10);
    ConfigDraft draft = file("max-connections: 10\nmax-calls-in-flight: 11");

    assertThatThrownBy(draft::build)
        .hasMessageContaining(
            ":1: max-connections: 10 (expected: at least the 11 of max-calls-in-");
  }

  @Test
  void limits_thatWereNotSet_giveWay() throws Exception {
    assertThat(file("max-calls-in-flight: 10").build().runner().maxCallsInFlight()).isEqualTo(10);
  }
}
