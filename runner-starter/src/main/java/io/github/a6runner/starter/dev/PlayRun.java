/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.ApisixPeer;
import io.github.a6runner.peer.GatewayEffects;
import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.peer.RequestEffect;
import io.github.a6runner.peer.RequestEffect.Forwarded;
import io.github.a6runner.peer.RequestEffect.Stopped;
import io.github.a6runner.peer.RequestTarget;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RequestAction.Rewrite;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.starter.dev.PlayResult.PhaseStart;
import io.github.a6runner.starter.dev.PlayResult.Sent;
import io.github.a6runner.starter.dev.PlayStep.Outcome;
import io.github.a6runner.starter.http.MessageDiff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Takes one request through a chain, filter by filter: each is asked as a chain of its own, once,
 * with what the one before it left. Within a phase that is handed on as a runner does, and at its
 * end as APISIX does. For one thread.
 */
final class PlayRun implements Phases {
  private final PlayInput input;
  private final RunnerCalls calls;
  private final Predicate<PeerConf> firstSeen;
  private final LongSupplier nanos;
  private final List<PlayStep> steps = new ArrayList<>();
  private final List<PhaseStart> starts = new ArrayList<>();
  private Optional<Sent> sent = Optional.empty();

  /** An answer of the runner and how it came. */
  private record Timed(PeerReply reply, Duration time, boolean first) {}

  private PlayRun(
      PlayInput input, ApisixPeer peer, Predicate<PeerConf> firstSeen, LongSupplier nanos) {
    this.input = input;
    this.calls = new RunnerCalls(peer, route(input), input.incoming());
    this.firstSeen = firstSeen;
    this.nanos = nanos;
  }

  private static Route route(PlayInput input) {
    String path = input.incoming().target().rawPath();
    return new Route(
        "playground", List.of(path), List.of(), List.of(), 0, Map.of(), Optional.empty());
  }

  /**
   * Asks every filter, as long as the request goes on.
   *
   * @param input what is to be tried
   * @param peer asks the runner
   * @param firstSeen tells whether a conf is asked for the first time
   * @param nanos the clock
   */
  static PlayResult of(
      PlayInput input, ApisixPeer peer, Predicate<PeerConf> firstSeen, LongSupplier nanos) {
    PlayRun run = new PlayRun(input, peer, firstSeen, nanos);
    GatewayResponse client = Passage.of(input.incoming().toGateway(), run);
    run.skip(input.chain(), "the request was answered before");
    return new PlayResult(run.steps, run.starts, run.sent, client);
  }

  @Override
  public Optional<RequestEffect> ask(
      ExtPlugin plugin, GatewayRequest atStart, List<TextEntry> headersAtStart) {
    List<PlayFilter> chain = input.chain(plugin);
    if (chain.isEmpty()) {
      return Optional.empty();
    }
    starts.add(new PhaseStart(plugin, atStart, calls.target(atStart), Optional.empty()));
    Forwarded now = new Forwarded(atStart, headersAtStart);
    for (PlayFilter filter : chain) {
      GatewayRequest request = now.request();
      Timed timed = timed(filter, conf -> calls.ask(conf, request, atStart));
      Optional<RequestAction> action = action(timed.reply());
      if (action.isEmpty()) {
        failed(chain, filter, timed);
        return Optional.of(GatewayEffects.onRequestFailure(atStart, degrades(plugin)));
      }
      if (action.get() instanceof RequestAction.Stop stop) {
        step(filter, timed, Outcome.STOPPED, MessageDiff.NONE);
        return Optional.of(stopped(now, stop));
      }
      now = rewritten(filter, timed, now, action.get());
    }
    return Optional.of(
        new Forwarded(withPathEscaped(now.request(), atStart), now.responseHeaders()));
  }

  /** A stop has what earlier filters set for the response. */
  private static RequestEffect stopped(Forwarded before, RequestAction.Stop stop) {
    Stopped stopped = (Stopped) GatewayEffects.onRequest(before.request(), stop);
    return new Stopped(DevHeaders.withEarlier(stopped.response(), before.responseHeaders()));
  }

  private Forwarded rewritten(
      PlayFilter filter, Timed timed, Forwarded before, RequestAction action) {
    GatewayRequest request = before.request();
    Forwarded forwarded = (Forwarded) GatewayEffects.onRequest(request, action);
    // The next filter of the phase sees the path as this one wrote it.
    Text path =
        action instanceof Rewrite rewrite ? rewrite.path().orElse(request.path()) : request.path();
    Forwarded after =
        new Forwarded(
            withPath(forwarded.request(), path),
            DevHeaders.replaced(before.responseHeaders(), forwarded.responseHeaders()));
    compared(
        filter,
        timed,
        MessageDiff.of(request, after.request())
            .withResponseHeaders(before.responseHeaders(), after.responseHeaders()));
    return after;
  }

  /** APISIX escapes a path that filters have written. */
  private static GatewayRequest withPathEscaped(GatewayRequest request, GatewayRequest atStart) {
    Text path = request.path();
    if (path.equals(atStart.path())) {
      return request;
    }
    Rewrite onlyPath = new Rewrite(Optional.of(path), List.of(), List.of(), List.of(), Bytes.EMPTY);
    return ((Forwarded) GatewayEffects.onRequest(request, onlyPath)).request();
  }

  private static GatewayRequest withPath(GatewayRequest request, Text path) {
    return new GatewayRequest(
        request.method(), path, request.args(), request.headers(), request.body());
  }

  @Override
  public GatewayResponse upstream(GatewayRequest request) {
    RequestTarget target = calls.target(request);
    GatewayResponse answer = input.upstream().orElseGet(() -> Echo.answer(request, target));
    sent = Optional.of(new Sent(request, target, answer));
    return answer;
  }

  @Override
  public Optional<GatewayResponse> ask(GatewayRequest request, GatewayResponse upstream) {
    List<PlayFilter> chain = input.chain(ExtPlugin.POST_RESP);
    if (chain.isEmpty()) {
      return Optional.empty();
    }
    RequestTarget target = calls.target(request);
    starts.add(new PhaseStart(ExtPlugin.POST_RESP, request, target, Optional.of(upstream)));
    GatewayResponse response = upstream;
    for (PlayFilter filter : chain) {
      GatewayResponse before = response;
      Timed timed = timed(filter, conf -> calls.ask(conf, request, before, upstream));
      if (!(timed.reply() instanceof PeerReply.Answered answered
          && answered.reply() instanceof HttpRespReply reply)) {
        failed(chain, filter, timed);
        boolean degrades = degrades(ExtPlugin.POST_RESP);
        return Optional.of(GatewayEffects.onResponseFailure(upstream, degrades));
      }
      response = GatewayEffects.onResponse(before, reply);
      compared(filter, timed, MessageDiff.of(before, response));
    }
    return Optional.of(response);
  }

  private boolean degrades(ExtPlugin plugin) {
    return input.degrading().contains(plugin);
  }

  private static Optional<RequestAction> action(PeerReply reply) {
    return reply instanceof PeerReply.Answered answered
            && answered.reply() instanceof HttpReqReply verdict
        ? Optional.of(verdict.action())
        : Optional.empty();
  }

  private interface Ask {
    PeerReply of(PeerConf conf);
  }

  private Timed timed(PlayFilter filter, Ask ask) {
    PeerConf conf = filter.alone(steps.size());
    boolean first = firstSeen.test(conf);
    long start = nanos.getAsLong();
    PeerReply reply = ask.of(conf);
    return new Timed(reply, Duration.ofNanos(nanos.getAsLong() - start), first);
  }

  private void step(PlayFilter filter, Timed timed, Outcome outcome, MessageDiff diff) {
    steps.add(new PlayStep(filter, outcome, "", timed.time(), timed.first(), diff));
  }

  private void compared(PlayFilter filter, Timed timed, MessageDiff diff) {
    step(filter, timed, diff.isChange() ? Outcome.CHANGED : Outcome.UNCHANGED, diff);
  }

  private void failed(List<PlayFilter> chain, PlayFilter filter, Timed timed) {
    String reason =
        timed.reply() instanceof PeerReply.Failed failed
            ? failed.reason()
            : "an answer of a wrong type";
    steps.add(
        new PlayStep(
            filter, Outcome.FAILED, reason, timed.time(), timed.first(), MessageDiff.NONE));
    skip(chain, "its phase failed before");
  }

  /** The rest of a chain, or of all. */
  private void skip(List<PlayFilter> chain, String reason) {
    long done = steps.stream().filter(step -> chain.contains(step.filter())).count();
    chain.stream().skip(done).forEach(f -> steps.add(PlayStep.notAsked(f, reason)));
  }
}
