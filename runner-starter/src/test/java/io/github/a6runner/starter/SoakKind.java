/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.ErrorCode;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ErrorReply;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.TextEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A kind of call of a soak: which filter it is for, and what the one right reply to it is. */
enum SoakKind {
  QUICK("Quick"),
  ECHO("Echo"),
  ASK("Ask"),
  LATER("Later"),
  MARK("Mark"),
  LARGE("Large"),
  FAIL("Fail"),
  LATE("Late"),
  SPIN("Spin");

  private final String filter;

  SoakKind(String filter) {
    this.filter = filter;
  }

  /** What the call with a number is: mostly quick ones, now and then a bad one. */
  static SoakKind of(long number) {
    if (number % 3000 == 500) {
      return SPIN;
    }
    if (number % 250 == 125) {
      return LATE;
    }
    int of = (int) (number % 50);
    return of < 20 ? QUICK : of < 30 ? ECHO : of < 36 ? ASK : of < 41 ? LATER : rare(of);
  }

  private static SoakKind rare(int of) {
    return of < 46 ? MARK : of < 49 ? FAIL : LARGE;
  }

  String filter() {
    return filter;
  }

  /** The call with a mark. */
  GatewayMessage call(String mark, long id, long token) {
    return this == MARK
        ? new HttpRespCall(id, 200, List.of(TextEntry.of("x-mark", mark)), token)
        : Worker.request(mark, token);
  }

  /**
   * The version of the plugin that has given a right reply; empty if the reply is wrong. A denial
   * has no version and counts as one of the oldest that may be.
   */
  Optional<Long> version(RunnerMessage reply, GatewayMessage call, String conf, long oldest) {
    if (this == FAIL || this == LATE || this == SPIN) {
      boolean denied = reply.equals(new ErrorReply(ErrorCode.SERVICE_UNAVAILABLE));
      return denied ? Optional.of(oldest) : Optional.empty();
    }
    return answer(reply, call).flatMap(answer -> version(answer, rest(call, conf)));
  }

  private static Optional<Long> version(String answer, String rest) {
    int space = answer.indexOf(' ');
    return space > 0 && answer.substring(space + 1).equals(rest)
        ? Optional.of(Long.parseLong(answer.substring(0, space)))
        : Optional.empty();
  }

  private Optional<String> answer(RunnerMessage reply, GatewayMessage call) {
    if (this == MARK) {
      return reply instanceof HttpRespReply response && response.id() == id(call)
          ? Optional.of(text(response.body()))
          : Optional.empty();
    }
    return reply instanceof HttpReqReply request
            && request.id() == id(call)
            && request.action() instanceof RequestAction.Stop stop
            && (this != LARGE || stop.body().size() == SoakFilters.LARGE)
        ? Optional.of(text(stop.body()))
        : Optional.empty();
  }

  /** What an answer has behind its version. */
  private String rest(GatewayMessage call, String conf) {
    String mark = mark(call);
    String answer = conf + " " + mark;
    return switch (this) {
      case ASK -> answer + " " + SoakPeer.variable(mark) + " " + SoakPeer.body(mark);
      case LATER -> answer + " " + SoakPeer.variable(mark);
      default -> answer;
    };
  }

  private static long id(GatewayMessage call) {
    return call instanceof GatewayMessage.HttpReqCall request
        ? request.id()
        : ((HttpRespCall) call).id();
  }

  private static String mark(GatewayMessage call) {
    return call instanceof GatewayMessage.HttpReqCall request
        ? request.path().toString()
        : ((HttpRespCall) call).headers().get(0).value().orElseThrow().toString();
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8).stripTrailing();
  }
}
