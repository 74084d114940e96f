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
final class PlayRun {
  private final PlayInput input;
  private final RunnerCalls calls;
  private final Predicate<PeerConf> firstSeen;
  private final LongSupplier nanos;
  private final List<PlayStep> steps = new ArrayList<>();
  private final List<PhaseStart> starts = new ArrayList<>();
  private GatewayRequest request;
  private List<TextEntry> responseHeaders = List.of();

  /** An answer of the runner and how it came. */
  private record Timed(PeerReply reply, Duration time, boolean first) {}

  /**
   * Prepares a run.
   *
   * @param input what is to be tried
   * @param peer asks the runner
   * @param firstSeen tells whether a conf is asked for the first time
   * @param nanos the clock
   */
  PlayRun(PlayInput input, ApisixPeer peer, Predicate<PeerConf> firstSeen, LongSupplier nanos) {
    this.input = input;
    this.calls = new RunnerCalls(peer, route(input), input.incoming());
    this.firstSeen = firstSeen;
    this.nanos = nanos;
    this.request = input.incoming().toGateway();
  }

  private static Route route(PlayInput input) {
    String path = input.incoming().target().rawPath();
    return new Route(
        "playground", List.of(path), List.of(), List.of(), 0, Map.of(), Optional.empty());
  }

  /** Asks every filter, as long as the request goes on. */
  PlayResult run() {
    Optional<GatewayResponse> stopped =
        requestPhase(ExtPlugin.PRE_REQ).or(() -> requestPhase(ExtPlugin.POST_REQ));
    if (stopped.isPresent()) {
      skip(input.chain(), "the request was answered before");
      return new PlayResult(steps, starts, Optional.empty(), stopped.get());
    }
    RequestTarget target = calls.target(request);
    GatewayResponse answer = input.upstream().orElseGet(() -> Echo.answer(request, target));
    GatewayResponse client = responsePhase(answer, target);
    return new PlayResult(steps, starts, Optional.of(new Sent(request, target, answer)), client);
  }

  /** Returns what the client gets if the request ends here. */
  private Optional<GatewayResponse> requestPhase(ExtPlugin plugin) {
    List<PlayFilter> chain = input.chain(plugin);
    if (!chain.isEmpty()) {
      starts.add(new PhaseStart(plugin, request, calls.target(request), Optional.empty()));
    }
    GatewayRequest atStart = request;
    List<TextEntry> headersAtStart = responseHeaders;
    for (PlayFilter filter : chain) {
      Timed timed = timed(filter, conf -> calls.ask(conf, request, atStart));
      Optional<RequestAction> action = action(timed.reply());
      if (action.isEmpty()) {
        failed(filter, timed);
        request = atStart;
        responseHeaders = headersAtStart;
        skip(chain, "its phase failed before");
        return degraded(plugin);
      }
      if (action.get() instanceof RequestAction.Stop stop) {
        return Optional.of(stopped(filter, timed, stop));
      }
      rewritten(filter, timed, action.get());
    }
    escapePath(atStart);
    return Optional.empty();
  }

  private Optional<GatewayResponse> degraded(ExtPlugin plugin) {
    RequestEffect outcome =
        GatewayEffects.onRequestFailure(request, input.degrading().contains(plugin));
    return outcome instanceof RequestEffect.Stopped stopped
        ? Optional.of(DevHeaders.withEarlier(stopped.response(), responseHeaders))
        : Optional.empty();
  }

  /** A stop has what earlier filters set for the response. */
  private GatewayResponse stopped(PlayFilter filter, Timed timed, RequestAction.Stop stop) {
    RequestEffect.Stopped outcome = (RequestEffect.Stopped) GatewayEffects.onRequest(request, stop);
    step(filter, timed, Outcome.STOPPED, List.of());
    return DevHeaders.withEarlier(outcome.response(), responseHeaders);
  }

  private void rewritten(PlayFilter filter, Timed timed, RequestAction action) {
    Forwarded forwarded = (Forwarded) GatewayEffects.onRequest(request, action);
    // The next filter of the phase sees the path as this one wrote it.
    Text path =
        action instanceof Rewrite rewrite ? rewrite.path().orElse(request.path()) : request.path();
    GatewayRequest after = withPath(forwarded.request(), path);
    List<TextEntry> headers = DevHeaders.replaced(responseHeaders, forwarded.responseHeaders());
    List<PlayDiff.Line> diff = new ArrayList<>(PlayDiff.of(request, after));
    diff.addAll(PlayDiff.ofResponseHeaders(responseHeaders, headers));
    request = after;
    responseHeaders = headers;
    step(filter, timed, PlayDiff.isChange(diff) ? Outcome.CHANGED : Outcome.UNCHANGED, diff);
  }

  /** APISIX escapes a path that filters have written. */
  private void escapePath(GatewayRequest atStart) {
    Text path = request.path();
    if (!path.equals(atStart.path())) {
      Rewrite onlyPath =
          new Rewrite(Optional.of(path), List.of(), List.of(), List.of(), Bytes.EMPTY);
      request = ((Forwarded) GatewayEffects.onRequest(request, onlyPath)).request();
    }
  }

  private static GatewayRequest withPath(GatewayRequest request, Text path) {
    return new GatewayRequest(
        request.method(), path, request.args(), request.headers(), request.body());
  }

  private GatewayResponse responsePhase(GatewayResponse upstream, RequestTarget target) {
    List<PlayFilter> chain = input.chain(ExtPlugin.POST_RESP);
    if (chain.isEmpty()) {
      return DevHeaders.with(upstream, responseHeaders);
    }
    starts.add(new PhaseStart(ExtPlugin.POST_RESP, request, target, Optional.of(upstream)));
    return DevHeaders.withEarlier(responses(chain, upstream), responseHeaders);
  }

  private GatewayResponse responses(List<PlayFilter> chain, GatewayResponse upstream) {
    GatewayResponse response = upstream;
    for (PlayFilter filter : chain) {
      GatewayResponse before = response;
      Timed timed = timed(filter, conf -> calls.ask(conf, request, before, upstream));
      if (!(timed.reply() instanceof PeerReply.Answered answered
          && answered.reply() instanceof HttpRespReply reply)) {
        failed(filter, timed);
        skip(chain, "its phase failed before");
        return GatewayEffects.onResponseFailure(
            upstream, input.degrading().contains(ExtPlugin.POST_RESP));
      }
      response = GatewayEffects.onResponse(before, reply);
      List<PlayDiff.Line> diff = PlayDiff.of(before, response);
      step(filter, timed, PlayDiff.isChange(diff) ? Outcome.CHANGED : Outcome.UNCHANGED, diff);
    }
    return response;
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

  private void step(PlayFilter filter, Timed timed, Outcome outcome, List<PlayDiff.Line> diff) {
    steps.add(new PlayStep(filter, outcome, "", timed.time(), timed.first(), diff));
  }

  private void failed(PlayFilter filter, Timed timed) {
    String reason =
        timed.reply() instanceof PeerReply.Failed failed
            ? failed.reason()
            : "an answer of a wrong type";
    steps.add(new PlayStep(filter, Outcome.FAILED, reason, timed.time(), timed.first(), List.of()));
  }

  /** The rest of a chain, or of all. */
  private void skip(List<PlayFilter> chain, String reason) {
    long done = steps.stream().filter(step -> chain.contains(step.filter())).count();
    chain.stream().skip(done).forEach(f -> steps.add(PlayStep.notAsked(f, reason)));
  }
}
