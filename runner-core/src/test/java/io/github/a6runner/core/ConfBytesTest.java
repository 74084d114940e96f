/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Confs of many bytes over the socket: they go for each other, and none of them unnoticed. */
class ConfBytesTest {
  private static final int MEBIBYTE = 1 << 20;

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private static Filter<String> length() {
    return Filters.request(
        "length", (call, conf) -> Decision.stop(200).body(Integer.toString(conf.length())));
  }

  private RunnerServer start() {
    return runner.start(
        config -> config.maxConfBytes(MEBIBYTE).failurePolicies(ServerFixture.SKIP), length());
  }

  @Test
  void confs_thatTakeMoreThanTheBound_goAndArePreparedAgain() {
    RunnerServer server = start();
    TestClient client = runner.connect();
    List<Long> tokens = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      tokens.add(client.prepareKey("k" + i, "length", "x".repeat(100_000 + i)));
    }
    assertThat(server.state().confs().kept()).isEqualTo(5);
    assertThat(server.state().confs().bytes()).isBetween(1_000_000L, (long) MEBIBYTE);
    assertThat(server.state().confs().dropped()).isEqualTo(15);

    assertThat(client.ask(Calls.request(1, tokens.get(0)))).isEqualTo(TestClient.TOKEN_NOT_FOUND);
    long again = client.prepareKey("k0", "length", "x".repeat(100_000));
    assertThat(client.request(2, again)).isEqualTo(Calls.stop(200, "100000"));
    assertThat(client.request(3, tokens.get(19))).isEqualTo(Calls.stop(200, "100019"));
  }

  /** Also where filters that cannot be used are skipped: which they are nobody knows. */
  @Test
  void conf_tooLargeAlone_isDeniedInBothPhasesAndHarmsNoOther() {
    RunnerServer server = start();
    TestClient client = runner.connect();
    long other = client.prepare("length", "12345");

    long token = client.prepareKey("route#7#1", "length", "x".repeat(MEBIBYTE / 2));

    assertThat(client.ask(Calls.request(1, token))).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(client.ask(Calls.response(2, token))).isEqualTo(Calls.deniedResponse(2));
    assertThat(client.request(3, other)).isEqualTo(Calls.stop(200, "5"));
    assertThat(server.state().confs().kept()).isEqualTo(2);
    assertThat(server.state().confs().bytes()).isLessThan(3000);
    assertThat(log.messages()).hasSize(2).first().asString().contains("route 7", "max-conf-bytes");
    assertThat(log.messages())
        .last()
        .asString()
        .startsWith("call 1: its conf cannot be made ready: ")
        .contains("max-conf-bytes")
        .doesNotContain("Exception");
    client.assertUsable();
  }
}
