/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ErrorReply;
import io.github.a6runner.protocol.RunnerMessage.ExtraInfoQuery;

/** A question to the runner and its answer, on one connection. */
final class Exchange {

  private Exchange() {}

  /** Asks, and takes the first message that comes for the answer. */
  static <T extends RunnerMessage> T ask(
      PeerConnection connection, GatewayMessage question, Class<T> answer) {
    connection.send(question);
    return requireType(connection.receive(), answer);
  }

  /** Asks, and takes the first message for the answer that is no question of the runner's. */
  static <T extends RunnerMessage> T ask(
      PeerConnection connection, GatewayMessage question, Class<T> answer, ExtraInfoSource info) {
    connection.send(question);
    RunnerMessage message = connection.receive();
    while (message instanceof ExtraInfoQuery query) {
      connection.send(new ExtraInfoReply(info.answer(query.info())));
      message = connection.receive();
    }
    return requireType(message, answer);
  }

  private static <T extends RunnerMessage> T requireType(RunnerMessage message, Class<T> type) {
    if (message instanceof ErrorReply error) {
      throw new ErrorAnswerException(error.code());
    }
    if (!type.isInstance(message)) {
      throw new PeerException(
          "reply: "
              + message.getClass().getSimpleName()
              + " (expected: "
              + type.getSimpleName()
              + ")");
    }
    return type.cast(message);
  }
}
