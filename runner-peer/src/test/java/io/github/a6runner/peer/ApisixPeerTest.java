/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import static io.github.a6runner.peer.Samples.CONF;
import static io.github.a6runner.peer.Samples.OTHER_CONF;
import static io.github.a6runner.peer.Samples.agree;
import static io.github.a6runner.peer.Samples.bytes;
import static io.github.a6runner.peer.Samples.proceed;
import static io.github.a6runner.peer.Samples.requestCall;
import static io.github.a6runner.peer.Samples.responseCall;
import static io.github.a6runner.peer.Samples.unchanged;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.peer.PeerReply.Answered;
import io.github.a6runner.peer.PeerReply.Failed;
import io.github.a6runner.peer.ScriptedRunner.Link;
import io.github.a6runner.peer.ScriptedRunner.Script;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.ErrorCode;
import io.github.a6runner.protocol.ExtraInfo;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ErrorReply;
import io.github.a6runner.protocol.RunnerMessage.ExtraInfoQuery;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApisixPeerTest {

  private static final PeerTimeouts IMPATIENT =
      new PeerTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMillis(50));

  private final Path folder;
  private final ManualClock clock = new ManualClock();
  private final List<AutoCloseable> open = new ArrayList<>();

  ApisixPeerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @Test
  void callRequest_firstOfAConf_preparesItOverASecondConnection() {
    ScriptedRunner runner = runner(Samples::agree);

    PeerReply reply = call(peer(), CONF, 0);

    assertThat(reply).isEqualTo(new Answered(proceed(0)));
    assertThat(runner.seen())
        .containsExactly(
            new ScriptedRunner.Seen(1, new PrepareConf(Optional.of("route#1"), CONF.filters())),
            new ScriptedRunner.Seen(0, withToken(requestCall(0), 5)));
  }

  @Test
  void callRequest_secondOfAConf_reusesTokenAndConnection() {
    ScriptedRunner runner = runner(Samples::agree);
    ApisixPeer peer = peer();
    call(peer, CONF, 1);

    assertThat(call(peer, CONF, 2)).isEqualTo(new Answered(proceed(2)));

    assertThat(runner.seen(PrepareConf.class)).hasSize(1);
    assertThat(runner.connectionsOf(HttpReqCall.class)).containsExactly(0, 0);
  }

  @Test
  void callResponse_withAToken_sharesItWithRequests() {
    ScriptedRunner runner = runner(Samples::agree);
    ApisixPeer peer = peer();
    call(peer, CONF, 1);

    PeerReply reply = peer.callResponse(CONF, responseCall(2), ExtraInfoSource.none());

    assertThat(reply).isEqualTo(new Answered(unchanged(2)));
    assertThat(runner.seen(PrepareConf.class)).hasSize(1);
    assertThat(runner.seen(HttpRespCall.class))
        .containsExactly(new HttpRespCall(2, 404, responseCall(2).headers(), 5));
  }

  @Test
  void callRequest_tokenOlderThanItsLife_preparesAgain() {
    ScriptedRunner runner = runner(Samples::agree);
    ApisixPeer peer = peer();
    call(peer, CONF, 1);
    clock.advance(Duration.ofSeconds(3599));
    call(peer, CONF, 2);
    assertThat(runner.seen(PrepareConf.class)).hasSize(1);

    clock.advance(Duration.ofSeconds(1));
    call(peer, CONF, 3);

    assertThat(runner.seen(PrepareConf.class)).hasSize(2);
  }

  @Test
  void callRequest_connectionsIdleForTooLong_opensNewOnes() {
    ScriptedRunner runner = runner(Samples::agree);
    ApisixPeer peer = peer();
    call(peer, CONF, 1);

    clock.advance(Duration.ofMinutes(3));
    call(peer, CONF, 2);

    assertThat(runner.connectionsOf(HttpReqCall.class)).containsExactly(0, 2);
  }

  @Test
  void callRequest_tokenLostOnce_throwsAllTokensAwayAndSucceeds() {
    ScriptedRunner runner = runner(losingTokenOf(2));
    ApisixPeer peer = peer();
    call(peer, OTHER_CONF, 1);

    assertThat(call(peer, CONF, 2)).isEqualTo(new Answered(proceed(2)));
    call(peer, OTHER_CONF, 3);

    assertThat(runner.seen(PrepareConf.class))
        .extracting(prepare -> prepare.key().orElseThrow())
        .containsExactly("route#2", "route#1", "route#1", "route#2");
    assertThat(runner.seen(HttpReqCall.class))
        .extracting(HttpReqCall::id)
        .containsExactly(1L, 2L, 2L, 3L);
  }

  @Test
  void callRequest_tokenLostAlways_failsAfterThreeTries() {
    ScriptedRunner runner = runner(answeringCallsWith(error(ErrorCode.CONF_TOKEN_NOT_FOUND)));
    ApisixPeer peer = peer();

    assertFailed(call(peer, CONF, 1), Optional.of(ErrorCode.CONF_TOKEN_NOT_FOUND));
    assertThat(runner.seen(HttpReqCall.class)).hasSize(3);
    assertThat(runner.seen(PrepareConf.class)).hasSize(3);

    call(peer, CONF, 2);
    assertThat(runner.seen(PrepareConf.class)).hasSize(6);
  }

  @Test
  void callRequest_threeQueriesInOneWrite_answersThemInOrder() {
    ExtraInfo known = new ExtraInfo.Variable("known");
    ScriptedRunner runner =
        runner(asking(known, new ExtraInfo.RequestBody(), new ExtraInfo.Variable("unknown")));
    ExtraInfoSource info =
        ExtraInfoSource.of(Map.of("known", bytes("1")), bytes("body"), Bytes.EMPTY);

    PeerReply reply = peer().callRequest(CONF, requestCall(8), info);

    assertThat(reply).isEqualTo(new Answered(proceed(8)));
    assertThat(runner.seen(ExtraInfoReply.class))
        .extracting(ExtraInfoReply::result)
        .containsExactly(Optional.of(bytes("1")), Optional.of(bytes("body")), Optional.empty());
  }

  @Test
  void callRequest_answeredWithAnError_failsWithoutRetryAndClosesTheConnection() {
    ScriptedRunner runner = runner(answeringFirstCallWith(error(ErrorCode.SERVICE_UNAVAILABLE)));
    ApisixPeer peer = peer();

    assertFailed(call(peer, CONF, 1), Optional.of(ErrorCode.SERVICE_UNAVAILABLE));
    call(peer, CONF, 2);

    assertThat(runner.connectionsOf(HttpReqCall.class)).containsExactly(0, 1);
  }

  @Test
  void callRequest_answeredWithAnotherType_failsAndClosesTheConnection() {
    ScriptedRunner runner = runner(answeringFirstCallWith(unchanged(1)));
    ApisixPeer peer = peer();

    Failed failed = assertFailed(call(peer, CONF, 1), Optional.empty());
    call(peer, CONF, 2);

    assertThat(failed.reason()).isEqualTo("reply: HttpRespReply (expected: HttpReqReply)");
    assertThat(runner.connectionsOf(HttpReqCall.class)).containsExactly(0, 1);
  }

  @Test
  void callRequest_runnerHangsUp_fails() {
    runner(onCall((link, call) -> link.hangUp()));

    Failed failed = assertFailed(call(peer(), CONF, 1), Optional.empty());

    assertThat(failed.reason()).contains("closed");
  }

  @Test
  void callRequest_runnerSendsNoMessage_failsWithWhatCame() {
    runner(onCall((link, call) -> link.sendBytes('H', 'T', 'T', 'P')));

    Failed failed = assertFailed(call(peer(), CONF, 1), Optional.empty());

    assertThat(failed.reason()).startsWith("runner: frame type: 72 (expected: ");
  }

  @Test
  void callRequest_runnerIsSilent_failsAfterTheTimeout() {
    runner(onCall((link, call) -> {}));

    Failed failed = assertFailed(call(impatientPeer(), CONF, 1), Optional.empty());

    assertThat(failed.reason()).isEqualTo("reply: none within 50 ms (expected: a message)");
  }

  @Test
  void callRequest_runnerAsksDuringPrepareConf_fails() {
    runner((link, message) -> link.send(new ExtraInfoQuery(new ExtraInfo.RequestBody())));

    Failed failed = assertFailed(call(peer(), CONF, 1), Optional.empty());

    assertThat(failed.reason()).isEqualTo("reply: ExtraInfoQuery (expected: PrepareConfReply)");
  }

  @Test
  void callRequest_bodyTooLongForAFrame_hangsUpAndFails() {
    runner(asking(new ExtraInfo.RequestBody()));
    Bytes tooLong = Bytes.of(new byte[1 << 24]);

    PeerReply reply = peer().callRequest(CONF, requestCall(1), info -> Optional.of(tooLong));

    assertThat(assertFailed(reply, Optional.empty()).reason()).startsWith("payload: ");
  }

  @Test
  void callRequest_nobodyListens_fails() {
    Failed failed = assertFailed(call(peer(), CONF, 1), Optional.empty());

    assertThat(failed.reason())
        .isEqualTo("socket: " + socket() + " (expected: a runner listening there)");
  }

  @Test
  void callRequest_twoAtOnce_runOnTheirOwnConnections() {
    List<Runnable> held = new ArrayList<>();
    ScriptedRunner runner =
        runner(
            onCall(
                (link, call) -> {
                  held.add(() -> link.send(proceed(call.id())));
                  if (held.size() == 2) {
                    held.forEach(Runnable::run);
                  }
                }));
    ApisixPeer peer = peer();

    CompletableFuture<PeerReply> other = CompletableFuture.supplyAsync(() -> call(peer, CONF, 1));
    PeerReply reply = call(peer, CONF, 2);

    assertThat(reply).isEqualTo(new Answered(proceed(2)));
    assertThat(other.join()).isEqualTo(new Answered(proceed(1)));
    assertThat(runner.connectionsOf(HttpReqCall.class)).doesNotHaveDuplicates();
    assertThat(runner.seen(PrepareConf.class)).hasSize(1);
  }

  @Test
  void close_duringACall_failsIt() {
    CompletableFuture<Link> called = new CompletableFuture<>();
    runner(onCall((link, call) -> called.complete(link)));
    ApisixPeer peer = peer();
    CompletableFuture<PeerReply> reply = CompletableFuture.supplyAsync(() -> call(peer, CONF, 1));
    called.join();

    peer.close();

    assertFailed(reply.join(), Optional.empty());
  }

  @Test
  void nextId_ofAWorker_hasItsNumberAboveTheCount() {
    ApisixPeer peer =
        closing(new ApisixPeer(socket(), PeerSettings.OF_APISIX.withWorkerId(3), clock));

    assertThat(List.of(peer.nextId(), peer.nextId())).containsExactly(3L << 22, (3L << 22) + 1);
  }

  private Path socket() {
    return folder.resolve("runner.sock");
  }

  private ScriptedRunner runner(Script script) {
    return closing(new ScriptedRunner(socket(), script));
  }

  private ApisixPeer peer() {
    return closing(new ApisixPeer(socket(), PeerSettings.OF_APISIX, clock));
  }

  private ApisixPeer impatientPeer() {
    return closing(new ApisixPeer(socket(), PeerSettings.OF_APISIX.withTimeouts(IMPATIENT), clock));
  }

  private <T extends AutoCloseable> T closing(T thing) {
    open.add(0, thing);
    return thing;
  }

  private static PeerReply call(ApisixPeer peer, PeerConf conf, long id) {
    return peer.callRequest(conf, requestCall(id), ExtraInfoSource.none());
  }

  private static Failed assertFailed(PeerReply reply, Optional<ErrorCode> code) {
    assertThat(reply).isInstanceOf(Failed.class);
    assertThat(((Failed) reply).code()).isEqualTo(code);
    return (Failed) reply;
  }

  private static HttpReqCall withToken(HttpReqCall it, long token) {
    return new HttpReqCall(
        it.id(), it.srcIp(), it.method(), it.path(), it.args(), it.headers(), token);
  }

  private static RunnerMessage error(ErrorCode code) {
    return new ErrorReply(code);
  }

  /** What a script does with a request call; the rest is agreed to. */
  private interface OnCall {

    void on(Link link, HttpReqCall call);
  }

  private static Script onCall(OnCall then) {
    return (link, message) -> {
      if (message instanceof HttpReqCall call) {
        then.on(link, call);
      } else {
        agree(link, message);
      }
    };
  }

  private static Script answeringCallsWith(RunnerMessage answer) {
    return onCall((link, call) -> link.send(answer));
  }

  private static Script answeringFirstCallWith(RunnerMessage answer) {
    return onCall((link, call) -> link.send(call.id() == 1 ? answer : proceed(call.id())));
  }

  /** Says once that the token of a call is unknown. */
  private static Script losingTokenOf(long id) {
    List<Long> lost = new ArrayList<>();
    return onCall(
        (link, call) -> {
          boolean loses = call.id() == id && lost.isEmpty();
          lost.addAll(loses ? List.of(id) : List.of());
          link.send(loses ? error(ErrorCode.CONF_TOKEN_NOT_FOUND) : proceed(call.id()));
        });
  }

  /** Asks everything in one write and replies when the last answer is there. */
  private static Script asking(ExtraInfo... infos) {
    List<Long> unanswered = new ArrayList<>();
    return (link, message) -> {
      if (message instanceof PrepareConf) {
        link.send(new PrepareConfReply(5));
      } else if (message instanceof HttpReqCall call) {
        List<RunnerMessage> queries = new ArrayList<>();
        for (ExtraInfo info : infos) {
          unanswered.add(call.id());
          queries.add(new ExtraInfoQuery(info));
        }
        link.send(queries.toArray(RunnerMessage[]::new));
      } else if (unanswered.size() == 1) {
        link.send(proceed(unanswered.remove(0)));
      } else {
        unanswered.remove(0);
      }
    };
  }
}
