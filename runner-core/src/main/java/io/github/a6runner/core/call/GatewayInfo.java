/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.CallAbortedException;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.ExtraInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a call's filters have asked APISIX, each thing once. Thread-safe: filters ask from their
 * threads, answers come on the connection's.
 */
public final class GatewayInfo {

  /**
   * Something that APISIX is asked.
   *
   * @param info what
   * @param answer completed, on the connection's thread, with what came; empty if APISIX has none
   */
  public record Question(ExtraInfo info, CompletableFuture<Optional<Bytes>> answer) {}

  private final ExtraInfo bodyInfo;
  private final Consumer<List<Question>> asker;
  private Map<ExtraInfo, Question> asked = Map.of(); // most calls ask nothing
  private @Nullable CompletableFuture<Body> body;
  private @Nullable Supplier<CallAbortedException> aborted;

  /**
   * Makes the questions of a call, none so far.
   *
   * @param bodyInfo how the body of the call's phase is asked for
   * @param asker sends questions in one write; called from any thread
   */
  public GatewayInfo(ExtraInfo bodyInfo, Consumer<List<Question>> asker) {
    this.bodyInfo = bodyInfo;
    this.asker = asker;
  }

  /** Asks for a variable, or gives the question that was asked before. */
  CompletableFuture<Optional<Bytes>> variable(String name) {
    return askOne(new ExtraInfo.Variable(name)).answer();
  }

  /** Asks for the body, or gives what was asked before; empty if APISIX has none. */
  synchronized CompletableFuture<Body> body() {
    if (body == null) {
      body =
          askOne(bodyInfo)
              .answer()
              .thenApply(bytes -> Body.of(bytes.orElse(Bytes.EMPTY).asByteBuffer()));
    }
    return body;
  }

  boolean knowsVariable(String name) {
    return isAnswered(new ExtraInfo.Variable(name));
  }

  boolean knowsBody() {
    return isAnswered(bodyInfo);
  }

  /** Asks several things in one write; the result completes when all are answered. */
  CompletableFuture<Void> askAll(Iterable<String> variables, boolean withBody) {
    List<ExtraInfo> infos = new ArrayList<>();
    for (String name : variables) {
      infos.add(new ExtraInfo.Variable(name));
    }
    if (withBody) {
      infos.add(bodyInfo);
    }
    List<Question> questions = ask(infos);
    CompletableFuture<?>[] answers = new CompletableFuture<?>[questions.size()];
    for (int i = 0; i < answers.length; i++) { // no stream: this is on the way of many calls
      answers[i] = questions.get(i).answer();
    }
    return CompletableFuture.allOf(answers);
  }

  /**
   * Fails what is unanswered and what will be asked. Every call ends so, and most have asked
   * nothing, so nothing is made that is not thrown.
   *
   * @param why makes what the filters that wait are thrown, each its own
   */
  public void abort(Supplier<CallAbortedException> why) {
    List<Question> questions;
    synchronized (this) {
      aborted = why;
      questions = asked.isEmpty() ? List.of() : List.copyOf(asked.values());
    }
    for (Question question : questions) {
      fail(question, why);
    }
  }

  private static void fail(Question question, Supplier<CallAbortedException> why) {
    if (!question.answer().isDone()) {
      question.answer().completeExceptionally(why.get());
    }
  }

  /**
   * Whether something is known, so that a filter need not wait for it.
   *
   * @param info what APISIX is asked
   * @return whether it was asked and has answered, or the call is over
   */
  public synchronized boolean isAnswered(ExtraInfo info) {
    Question question = asked.get(info);
    return question != null && question.answer().isDone();
  }

  /** What a filter asks, as deep in its stack as it likes. */
  private synchronized Question askOne(ExtraInfo info) {
    Question question = asked.get(info);
    if (question == null) {
      StackRoom.ensure();
      question = ask(List.of(info)).get(0);
    }
    return question;
  }

  private synchronized List<Question> ask(List<ExtraInfo> infos) {
    if (asked.isEmpty()) {
      asked = new HashMap<>();
    }
    List<Question> questions = new ArrayList<>(infos.size());
    List<Question> fresh = new ArrayList<>(infos.size());
    for (ExtraInfo info : infos) {
      Question question = asked.get(info);
      if (question == null) {
        question = new Question(info, new CompletableFuture<>());
        asked.put(info, question);
        fresh.add(question);
      }
      questions.add(question);
    }
    send(fresh);
    return questions;
  }

  private void send(List<Question> fresh) {
    Supplier<CallAbortedException> why = aborted;
    if (why != null) {
      fresh.forEach(question -> fail(question, why));
    } else if (!fresh.isEmpty()) {
      asker.accept(fresh);
    }
  }
}
