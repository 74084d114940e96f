/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.Message;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ExtraInfoQuery;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.protocol.Vectors;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that a real gateway made, made again; the filters ask for what was asked for then. */
class RecordedCallsTest {

  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "transfer-encoding", "date", "server");

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  /** Asks for what its conf says, {@code {"ask": {"vars": [...], "req_body": true}}}. */
  private record Asks(String name) implements NonBlockingFilter<Needs> {

    @Override
    public Needs configure(ConfSource source) throws JsonProcessingException {
      JsonNode ask = new ObjectMapper().readTree(source.text()).path("ask");
      Needs needs = Needs.none();
      for (JsonNode name : ask.path("vars")) {
        needs = needs.and(Needs.variables(name.asText()));
      }
      boolean body = ask.path("req_body").asBoolean() || ask.path("resp_body").asBoolean();
      return body ? needs.and(Needs.body()) : needs;
    }

    @Override
    public Needs needs(Phase phase, Needs conf) {
      return conf;
    }

    @Override
    public Decision onRequest(RequestCall call, Needs conf) {
      return Decision.proceed();
    }

    @Override
    public void onResponse(ResponseCall call, Needs conf) {}
  }

  static List<Vectors.Vector> vectors() {
    return Vectors.all();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void recordedCall_madeAgain_getsTheRecordedQuestionsAndAReply(Vectors.Vector vector) {
    startRunner();
    TestClient client = runner.connect();
    Iterator<Message> fromGateway = vector.messages(true).iterator();
    client.sendBytes(vector.frames().get(0).bytes().toByteArray());
    long token = ((PrepareConfReply) client.receive()).confToken();
    fromGateway.next();

    GatewayMessage call = withToken(fromGateway.next(), token);
    client.send(call);
    for (Message recorded : questions(vector)) {
      assertThat(client.receive()).isEqualTo(recorded);
      client.send((ExtraInfoReply) fromGateway.next());
    }

    assertThat(client.receive()).isEqualTo(unchanged(call));
    assertThat(fromGateway).isExhausted();
    client.assertUsable();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void recordedCall_withTheTokenOfItsTime_isToldThatItIsUnknown(Vectors.Vector vector) {
    startRunner();
    TestClient client = runner.connect();
    client.sendBytes(vector.frames().get(0).bytes().toByteArray());
    client.receive();

    client.sendBytes(vector.frames().get(2).bytes().toByteArray());

    assertThat(client.receive()).isEqualTo(TestClient.TOKEN_NOT_FOUND);
    client.assertUsable();
  }

  private void startRunner() {
    runner.start(
        new Asks("say"),
        new Asks("body"),
        new Asks("vars"),
        new Asks("resp"),
        new Asks("AuthFilter"),
        new Asks("RateLimiter"));
  }

  private static List<Message> questions(Vectors.Vector vector) {
    return vector.messages(false).filter(ExtraInfoQuery.class::isInstance).toList();
  }

  private static GatewayMessage withToken(Message message, long token) {
    if (message instanceof HttpRespCall call) {
      return new HttpRespCall(call.id(), call.status(), call.headers(), token);
    }
    HttpReqCall call = (HttpReqCall) message;
    return new HttpReqCall(
        call.id(), call.srcIp(), call.method(), call.path(), call.args(), call.headers(), token);
  }

  private static RunnerMessage unchanged(GatewayMessage message) {
    if (message instanceof HttpRespCall call) {
      Bytes body = call.status() == 204 ? Calls.bytes("\n") : Bytes.EMPTY;
      return new HttpRespReply(call.id(), 0, stillTrue(call.headers()), body);
    }
    return Calls.proceeds(((HttpReqCall) message).id());
  }

  private static List<TextEntry> stillTrue(List<TextEntry> headers) {
    return headers.stream()
        .filter(
            header -> !OF_THE_CONNECTION.contains(header.name().string().toLowerCase(Locale.ROOT)))
        .toList();
  }
}
