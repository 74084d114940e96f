/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.conf.ConfStore;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.peer.PeerConnection;
import io.github.a6runner.peer.PeerTimeouts;
import io.github.a6runner.protocol.ErrorCode;
import io.github.a6runner.protocol.ExtraInfo;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ErrorReply;
import io.github.a6runner.protocol.RunnerMessage.ExtraInfoQuery;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection of a gateway that does what a test says. */
final class TestClient implements AutoCloseable {

  static final RunnerMessage BAD_REQUEST = new ErrorReply(ErrorCode.BAD_REQUEST);
  static final RunnerMessage UNAVAILABLE = new ErrorReply(ErrorCode.SERVICE_UNAVAILABLE);
  static final RunnerMessage TOKEN_NOT_FOUND = new ErrorReply(ErrorCode.CONF_TOKEN_NOT_FOUND);

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final PeerTimeouts TIMEOUTS = new PeerTimeouts(LONG, LONG, LONG);
  private static final AtomicInteger KEYS = new AtomicInteger();

  private final PeerConnection connection;

  TestClient(Path socket) {
    connection = PeerConnection.open(socket, TIMEOUTS);
  }

  /** Prepares a conf under a key of its own: filters' names and confs by turns. */
  long prepare(String... namesAndConfs) {
    return prepareKey("key-" + KEYS.incrementAndGet(), namesAndConfs);
  }

  long prepareKey(String key, String... namesAndConfs) {
    return ((PrepareConfReply) ask(Calls.conf(key, namesAndConfs))).confToken();
  }

  /** Sends a message and takes the next that comes. */
  RunnerMessage ask(GatewayMessage message) {
    connection.send(message);
    return connection.receive();
  }

  /** Makes a request call and takes the action of its reply. */
  RequestAction request(long id, long token) {
    return action(id, ask(Calls.request(id, token)));
  }

  /** The action of a reply to a request, whose id is checked. */
  static RequestAction action(long id, RunnerMessage message) {
    assertThat(message).isInstanceOf(HttpReqReply.class);
    HttpReqReply reply = (HttpReqReply) message;
    assertThat(reply.id()).isEqualTo(id);
    return reply.action();
  }

  /** Makes a response call, headers as names and values by turns, and takes its reply. */
  HttpRespReply response(long id, long token, String... headers) {
    RunnerMessage message = ask(Calls.response(id, token, headers));
    assertThat(message).isInstanceOf(HttpRespReply.class);
    HttpRespReply reply = (HttpRespReply) message;
    assertThat(reply.id()).isEqualTo(id);
    return reply;
  }

  void send(GatewayMessage message) {
    connection.send(message);
  }

  void sendBytes(byte[] bytes) {
    connection.sendBytes(bytes);
  }

  RunnerMessage receive() {
    return connection.receive();
  }

  /** Takes the next message, and puts the clock forward until there is one. */
  RunnerMessage receiveAsTimePasses(TestClock clock) {
    Optional<RunnerMessage> message = Optional.empty();
    while (message.isEmpty()) {
      clock.advance(Duration.ofMinutes(1));
      message = connection.poll(Duration.ofMillis(50));
    }
    return message.get();
  }

  /** Takes the next message, which is a question. */
  ExtraInfo receiveQuestion() {
    RunnerMessage message = connection.receive();
    assertThat(message).isInstanceOf(ExtraInfoQuery.class);
    return ((ExtraInfoQuery) message).info();
  }

  /** Sees that the runner closes the connection, and has sent nothing more before. */
  void assertClosed() {
    assertThat(connection.awaitClosed(LONG)).as("closed by the runner").isTrue();
    assertThat(connection.poll(Duration.ZERO)).isEmpty();
  }

  /** Prepares a conf that takes all the room that there is where the bound is the least one. */
  void dropAllConfs() {
    long length = (RunnerConfig.LEAST_CONF_BYTES - ConfStore.BYTES_OF_A_FILTER) / 2;
    prepareKey("k".repeat((int) length));
  }

  /**
   * Sees that the connection is still good and that no stray message is on it: a conf without
   * filters is prepared and called.
   */
  void assertUsable() {
    long token = prepare();
    assertThat(ask(Calls.request(77, token))).isEqualTo(Calls.proceeds(77));
  }

  @Override
  public void close() {
    connection.close();
  }
}
