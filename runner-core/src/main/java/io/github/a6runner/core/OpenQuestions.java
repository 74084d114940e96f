/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.call.GatewayInfo.Question;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.RunnerMessage.ExtraInfoQuery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * What a connection's call has asked APISIX and was not told yet, in the order of asking, which is
 * that of the answers. For the connection's event loop.
 */
final class OpenQuestions {
  private final Outgoing out;
  private final CallMeter meter;
  private final BodyWait body;
  private final Queue<Question> open = new ArrayDeque<>(0);

  /**
   * Makes those of a connection on which nothing was asked yet.
   *
   * @param out the way out of the connection
   * @param services what calls are run with
   */
  OpenQuestions(Outgoing out, CallServices services) {
    this.out = out;
    this.meter = services.meter();
    this.body = new BodyWait(services.bodyWaits());
  }

  /** Asks, in one write; false if it does not, since too many calls wait for a body. */
  boolean tryAsk(List<Question> questions) {
    if (!body.tryBegin(questions)) {
      return false;
    }
    List<ExtraInfoQuery> queries = new ArrayList<>(questions.size());
    for (Question question : questions) {
      queries.add(new ExtraInfoQuery(question.info()));
    }
    out.ask(queries); // first: a filter may have left no stack for it, and no answer would come
    for (Question question : questions) {
      open.add(question);
      meter.asked(question);
    }
    return true;
  }

  /** Answers the first; false if there is none. */
  boolean answer(ExtraInfoReply reply) {
    Question question = open.poll();
    if (question == null) {
      return false;
    }
    body.answered(question);
    question.answer().complete(reply.result());
    return true;
  }

  /** How many there are. */
  int count() {
    return open.size();
  }

  /** The call is over, and nobody waits for the answers. */
  void callOver() {
    open.clear();
    body.over();
  }
}
