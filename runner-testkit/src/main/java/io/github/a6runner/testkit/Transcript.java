/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is known of a call that is over. Immutable.
 *
 * @param what the call as the gateway sent it
 * @param conf the filters of the route with their configurations
 * @param cutOff whether a filter had begun and not decided when the call was over
 * @param steps what the filters did that were asked
 * @param problems what went wrong, whether or not the call failed for it
 * @param failed whether the call failed
 * @param reply the runner's reply
 */
record Transcript(
    Object what,
    List<TextEntry> conf,
    boolean cutOff,
    List<FilterStep> steps,
    List<CallFailure> problems,
    boolean failed,
    String reply) {

  static Transcript of(Object what, CallTrace trace, PeerReply reply) {
    boolean failed = trace.isDenied() || reply instanceof PeerReply.Failed;
    return new Transcript(
        what,
        trace.conf(),
        trace.isCutOff(),
        trace.steps(),
        problems(trace, reply),
        failed,
        WireReply.shown(reply));
  }

  /** A failure for which no filter is to blame has its reason in the reply alone. */
  private static List<CallFailure> problems(CallTrace trace, PeerReply reply) {
    return reply instanceof PeerReply.Failed failed && trace.problems().isEmpty()
        ? List.of(new CallFailure(failed.reason(), Optional.empty(), false))
        : trace.problems();
  }

  /**
   * Why the call failed; only of one that has.
   *
   * @throws IllegalStateException if it has not
   */
  CallFailure failure() {
    return problems.stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("failure: none (expected: a failed call)"));
  }

  /** All of it, with a headline of the outcome and what came out in the end. */
  String shown(String headline, String whose, Object result) {
    Shown shown = new Shown().line(headline).section("the call", what);
    shown.section("the filters", filters());
    problems.forEach(problem -> shown.section("problem: " + problem.reason(), problem.thrown()));
    return shown.section("the runner's reply", reply).section(whose, result).toString();
  }

  private String filters() {
    Shown shown = new Shown();
    steps.forEach(step -> shown.line(step.toString()));
    List<TextEntry> undecided = new ArrayList<>(conf);
    steps.forEach(step -> undecided.remove(TextEntry.of(step.filter(), step.conf())));
    for (int i = 0; i < undecided.size(); i++) {
      shown.line(
          named(undecided.get(i)) + (cutOff && i == 0 ? ": did not decide" : ": was not asked"));
    }
    return shown.toString();
  }

  private static String named(TextEntry entry) {
    return entry.name().string() + " " + entry.value().map(Text::string).orElse("");
  }
}
