/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.ErrorCode;
import io.github.a6runner.protocol.ExtraInfo;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ErrorReply;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.TextEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the filters of one call are to do, what they have done, and which replies fit that. */
final class ModelCall {
  static final int STOPPED_STATUS = 403;

  /** Bodies more often, since what is to be seen is that two calls want one. */
  private static final List<Ask> ASKS =
      List.of(Ask.NOTHING, Ask.ONE, Ask.OTHER, Ask.BODY, Ask.BODY, Ask.WITHOUT_WAITING);

  /** How many ways there are for one filter to deal with a call. */
  static final int WAYS = ASKS.size() * 2 * End.values().length;

  /** What a filter asks for. */
  enum Ask {
    NOTHING,
    ONE,
    OTHER,
    BODY,
    WITHOUT_WAITING
  }

  /** How a filter ends. */
  enum End {
    PROCEED,
    STOP,
    THROW
  }

  /** What one filter does. */
  record Script(Ask ask, boolean pauses, End end) {}

  /** What one filter has done. */
  enum Result {
    PROCEEDED,
    STOPPED,
    FAILED
  }

  private final long id;
  private final boolean response;
  private final ModelConf.Route route;
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final Map<String, Result> results = new ConcurrentHashMap<>();
  private final Map<String, String> tags = new ConcurrentHashMap<>();
  private final List<String> entered = new ArrayList<>(); // guarded by this
  private final Set<ExtraInfo> wanted = ConcurrentHashMap.newKeySet();
  private final Set<ExtraInfo> sent = new HashSet<>();
  private boolean late;
  private boolean large;
  private boolean mayBeTooMany;
  private boolean mustBeTooMany;
  private boolean deniedForWaiting;
  private volatile boolean hasLateFilter;

  /**
   * Makes a call whose filters have not run.
   *
   * @param id its id
   * @param response whether it is for a response
   * @param route the conf that it names
   * @param how what its filters do, a digit for each
   */
  ModelCall(long id, boolean response, ModelConf.Route route, int how) {
    this.id = id;
    this.response = response;
    this.route = route;
    int left = how;
    for (String filter : route.filters()) {
      scripts.put(filter, script(left % WAYS));
      left /= WAYS;
    }
  }

  private Script script(int digit) {
    End end = End.values()[digit % 3];
    return new Script(
        ASKS.get(digit / 6), digit / 3 % 2 == 1, response && end == End.STOP ? End.PROCEED : end);
  }

  long id() {
    return id;
  }

  boolean isResponse() {
    return response;
  }

  ModelConf.Route route() {
    return route;
  }

  Script script(String filter) {
    return requireNonNull(scripts.get(filter), filter);
  }

  /** What APISIX answers; each call gets what no other gets. */
  Bytes answer(ExtraInfo info) {
    String text = valueOf(info);
    return Calls.bytes(info instanceof ExtraInfo.Variable ? text : text.repeat(1 + route.size()));
  }

  String valueOf(ExtraInfo info) {
    return "[%d:%s]".formatted(id, info);
  }

  /** A filter's turn begins. */
  synchronized void enter(String filter, String conf) {
    int place = route.filters().indexOf(filter);
    assertThat(conf).as("conf of %s of call %s", filter, id).isEqualTo(route.confOf(filter));
    assertThat(entered).as("runs once").doesNotContain(filter);
    for (String before : route.filters().subList(0, place)) {
      boolean goesOn =
          results.get(before) == Result.PROCEEDED
              || (mayBeSkipped(before) && (hasLateFilter || results.get(before) == Result.FAILED));
      assertThat(goesOn).as("%s ends before %s", before, filter).isTrue();
    }
    entered.add(filter);
  }

  /** A filter is about to ask for something. */
  ExtraInfo wants(ExtraInfo info) {
    wanted.add(info);
    return info;
  }

  /** A filter has decided. */
  void ended(String filter, Result result, String tag) {
    tags.put(filter, tag);
    results.put(filter, result);
  }

  /** The name that a filter's mark has in the headers. */
  static String mark(String filter) {
    return "X-Mark-" + filter;
  }

  /** It takes up all the room that there is for large messages. */
  boolean isLarge() {
    return large;
  }

  void large() {
    large = true;
  }

  /** There may be too many calls in flight for it, or there certainly are. */
  void tooMany(boolean may, boolean must) {
    mayBeTooMany = may;
    mustBeTooMany = may && must;
  }

  /** Whether it was denied for a reason that lies with others, which then have to wait. */
  boolean isDeniedForWaiting() {
    return deniedForWaiting;
  }

  /** The call's own time was over when somebody looked. */
  void isLate() {
    late = true;
    hasLateFilter = true;
  }

  /** The time of a filter may have been over when somebody looked. */
  void hasLateFilter() {
    hasLateFilter = true;
  }

  /** The runner asks for something: which a filter wants, and once. */
  void asked(ExtraInfo info) {
    boolean needed = info.equals(ModelFilters.NEEDED) && route.filters().contains("needy");
    assertThat(needed || wanted.contains(info)).as("%s is wanted", info).isTrue();
    assertThat(sent.add(info)).as("%s is asked for once", info).isTrue();
  }

  /** Whether the reply must have left by now. */
  boolean mustBeOver() {
    return late
        || mustBeTooMany
        || route.filters().stream().anyMatch(this::endsIt)
        || (route.size() > 0 && results.size() == route.size());
  }

  /** Whether all that filters want has been asked for. */
  boolean hasAsked() {
    return hasLateFilter || sent.containsAll(wanted);
  }

  private boolean endsIt(String filter) {
    Result result = results.get(filter);
    boolean dropped = mayBeSkipped(filter) && hasLateFilter;
    return !dropped
        && (result == Result.STOPPED || (result == Result.FAILED && !mayBeSkipped(filter)));
  }

  private static boolean mayBeSkipped(String filter) {
    return ModelFilters.SKIPPED.contains(filter);
  }

  /** Sees that a reply is this call's, and one that its filters can have led to. */
  void check(RunnerMessage message) {
    boolean denied = message instanceof ErrorReply || message.equals(Calls.deniedResponse(id));
    assertThat(denied || !mustBeTooMany).as("denied, as there are too many").isTrue();
    if (message instanceof HttpReqReply reply && !response) {
      assertThat(reply.id()).isEqualTo(id);
      checkAction(reply.action());
    } else if (message instanceof HttpRespReply reply && response) {
      checkResponse(reply);
    } else {
      assertThat(message).isEqualTo(new ErrorReply(ErrorCode.SERVICE_UNAVAILABLE));
      assertThat(response).as("a response gets a reply of its own").isFalse();
      checkDenied();
    }
  }

  private void checkAction(RequestAction action) {
    if (action instanceof RequestAction.Stop stop) {
      checkStopped(stop);
    } else if (action instanceof RequestAction.Rewrite rewrite) {
      checkMarks(rewrite.headers());
      assertThat(action).isEqualTo(rewriteOf(rewrite.headers()));
    } else {
      checkMarks(List.of());
    }
  }

  private static RequestAction rewriteOf(List<TextEntry> headers) {
    return new RequestAction.Rewrite(Optional.empty(), headers, List.of(), List.of(), Bytes.EMPTY);
  }

  private void checkStopped(RequestAction.Stop stop) {
    Optional<String> stopper =
        route.filters().stream()
            .filter(filter -> results.get(filter) == Result.STOPPED)
            .reduce((first, second) -> second);
    assertThat(stopper).as("a filter has stopped it").isPresent();
    assertThat(stop)
        .isEqualTo(Calls.stop(STOPPED_STATUS, tags.getOrDefault(stopper.get(), "none")));
  }

  private void checkResponse(HttpRespReply reply) {
    assertThat(reply.id()).isEqualTo(id);
    if (reply.status() == 0) {
      checkMarks(reply.headers());
    } else {
      assertThat(reply).isEqualTo(Calls.deniedResponse(id));
      checkDenied();
    }
  }

  /** Each filter's mark is there if it has proceeded, and nobody else's is. */
  private void checkMarks(List<TextEntry> headers) {
    List<TextEntry> left = new ArrayList<>(headers);
    assertThat(route.isUsable()).as("proceeds with all of its filters").isTrue();
    for (String filter : route.filters()) {
      TextEntry mark = TextEntry.of(mark(filter), tags.getOrDefault(filter, "none"));
      boolean marked = results.get(filter) == Result.PROCEEDED && left.remove(mark);
      boolean skipped =
          mayBeSkipped(filter) && (hasLateFilter || results.get(filter) == Result.FAILED);
      assertThat(marked || skipped).as("%s has proceeded", filter).isTrue();
    }
    assertThat(left).as("headers of others").isEmpty();
  }

  private synchronized boolean isTooMany() {
    return mayBeTooMany && entered.isEmpty();
  }

  private boolean waitsInVain() {
    return wanted.stream().anyMatch(info -> isBody(info) && !sent.contains(info));
  }

  /** Whether something is a body, for which only so many calls may wait. */
  static boolean isBody(ExtraInfo info) {
    return !(info instanceof ExtraInfo.Variable);
  }

  private void checkDenied() {
    boolean failed =
        route.filters().stream()
            .anyMatch(filter -> results.get(filter) == Result.FAILED && !mayBeSkipped(filter));
    deniedForWaiting = !(failed || late || !route.isUsable() || isTooMany());
    assertThat(!deniedForWaiting || waitsInVain()).as("denied for a reason").isTrue();
  }

  @Override
  public String toString() {
    return "%s %d of %s: %s, done %s%s"
        .formatted(
            response ? "response" : "request", id, route, scripts, results, late ? ", late" : "");
  }
}
