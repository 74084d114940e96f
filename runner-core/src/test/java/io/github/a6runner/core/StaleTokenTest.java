/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.peer.ApisixPeer;
import io.github.a6runner.peer.ExtraInfoSource;
import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token from before the runner was restarted is unknown and never another route's. */
class StaleTokenTest {

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final BlockingQueue<String> ran = new LinkedBlockingQueue<>();

  @Test
  void call_withATokenThatNobodyGave_isToldSoInBothPhases() {
    runner.start();
    TestClient client = runner.connect();
    long token = client.prepare();

    for (long unknown : new long[] {0, 1, token + 1, 0xFFFF_FFFFL}) {
      assertThat(client.ask(Calls.request(5, unknown))).isEqualTo(TestClient.TOKEN_NOT_FOUND);
      assertThat(client.ask(Calls.response(6, unknown))).isEqualTo(TestClient.TOKEN_NOT_FOUND);
    }
    client.assertUsable();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0123", "3210", "13", "2031", ""})
  void call_withATokenFromBeforeARestart_isUnknownWhateverWasPreparedSince(String preparedAgain) {
    RunnerServer before = runner.start(notes());
    List<Long> stale = new ArrayList<>();
    TestClient client = runner.connect();
    for (int route = 0; route < 4; route++) {
      stale.add(prepare(client, "" + route));
    }
    before.close();
    client.assertClosed();

    runner.start(notes());
    TestClient again = runner.connect();
    preparedAgain.chars().forEach(route -> prepare(again, Character.toString(route)));
    for (long token : stale) {
      assertThat(again.ask(Calls.request(5, token))).isEqualTo(TestClient.TOKEN_NOT_FOUND);
    }
    assertThat(ran).isEmpty();
    again.assertUsable();
  }

  @Test
  void gateway_afterARestart_preparesAgainAndRunsTheRightFilters() {
    RunnerServer before = runner.start(notes());
    try (ApisixPeer gateway = new ApisixPeer(runner.socket())) {
      for (int route = 0; route < 4; route++) {
        assertThat(call(gateway, route)).isEqualTo("" + route);
      }
      before.close();
      runner.start(notes());

      for (int route : new int[] {2, 0, 3, 1, 2}) {
        assertThat(call(gateway, route)).isEqualTo("" + route);
      }
    }
  }

  private Filter<String> notes() {
    return Filters.request(
        "notes",
        (call, conf) -> {
          ran.add(conf);
          return Decision.stop(200).body(conf);
        });
  }

  private static long prepare(TestClient client, String route) {
    return client.prepareKey("route-" + route, "notes", route);
  }

  /** Makes a call of a route; a call on a connection that a restart has ended is made once more. */
  private static String call(ApisixPeer gateway, int route) {
    PeerConf conf = new PeerConf("route-" + route, Calls.entries("notes", "" + route));
    PeerReply reply = callOnce(gateway, conf);
    return body(reply instanceof PeerReply.Answered ? reply : callOnce(gateway, conf));
  }

  private static PeerReply callOnce(ApisixPeer gateway, PeerConf conf) {
    return gateway.callRequest(conf, Calls.request(gateway.nextId(), 0), ExtraInfoSource.none());
  }

  private static String body(PeerReply reply) {
    assertThat(reply).isInstanceOf(PeerReply.Answered.class);
    var action = ((HttpReqReply) ((PeerReply.Answered) reply).reply()).action();
    return new String(((RequestAction.Stop) action).body().toByteArray(), StandardCharsets.UTF_8);
  }
}
