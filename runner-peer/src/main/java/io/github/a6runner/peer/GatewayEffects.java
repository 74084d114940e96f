/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.peer.PeerReply.Answered;
import io.github.a6runner.peer.RequestEffect.Forwarded;
import io.github.a6runner.peer.RequestEffect.Stopped;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.HttpStatus;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RequestAction.Rewrite;
import io.github.a6runner.protocol.RequestAction.Stop;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;

/**
 * What APISIX makes of a runner's answer, oddities included. Pure functions, free to call from any
 * thread.
 *
 * <p>APISIX keeps headers and arguments in tables without an order; here they keep theirs, and what
 * is new comes last.
 */
public final class GatewayEffects {

  private static final int DEFAULT_STATUS = 200;
  private static final int FAILURE_STATUS = 503;

  private GatewayEffects() {}

  /**
   * Returns where a request goes after the runner was asked.
   *
   * @param request the request as the runner saw it
   * @param reply what came of {@link ApisixPeer#callRequest}
   * @param allowDegradation whether the route lets requests pass without the runner
   * @return what {@link #onRequest(GatewayRequest, RequestAction)} or {@link #onRequestFailure}
   *     says
   */
  public static RequestEffect onRequest(
      GatewayRequest request, PeerReply reply, boolean allowDegradation) {
    return reply instanceof Answered answered && answered.reply() instanceof HttpReqReply verdict
        ? onRequest(request, verdict.action())
        : onRequestFailure(request, allowDegradation);
  }

  /**
   * Returns where a request goes after the runner answered.
   *
   * <p>A rewritten path is URI-encoded, one that was not touched stays as it is. An empty body in a
   * rewrite changes nothing.
   *
   * @param request the request as the runner saw it
   * @param action the runner's answer
   * @return a stop or the request for the upstream
   */
  public static RequestEffect onRequest(GatewayRequest request, RequestAction action) {
    requireNonNull(request, "request");
    requireNonNull(action, "action");
    if (action instanceof Stop stop) {
      int status = stop.status() == 0 ? DEFAULT_STATUS : stop.status();
      List<TextEntry> headers = EntryRules.setThenAdd(stop.headers());
      return new Stopped(new GatewayResponse(status, headers, sent(status, stop.body())));
    }
    return action instanceof Rewrite rewrite
        ? new Forwarded(
            rewritten(request, rewrite),
            EntryRules.withoutIgnored(EntryRules.setThenAdd(rewrite.responseHeaders())))
        : new Forwarded(request, List.of());
  }

  /**
   * Returns where a request goes after its call failed.
   *
   * @param request the request as the runner saw it
   * @param allowDegradation whether the route lets requests pass without the runner
   * @return the request as it was, or a stop with 503
   */
  public static RequestEffect onRequestFailure(GatewayRequest request, boolean allowDegradation) {
    requireNonNull(request, "request");
    return allowDegradation
        ? new Forwarded(request, List.of())
        : new Stopped(new GatewayResponse(FAILURE_STATUS, List.of(), Bytes.EMPTY));
  }

  /**
   * Returns what the client gets after the runner was asked about a response.
   *
   * @param upstream the upstream's response
   * @param reply what came of {@link ApisixPeer#callResponse}
   * @param allowDegradation whether the route lets responses pass without the runner
   * @return what {@link #onResponse(GatewayResponse, HttpRespReply)} or {@link #onResponseFailure}
   *     says
   */
  public static GatewayResponse onResponse(
      GatewayResponse upstream, PeerReply reply, boolean allowDegradation) {
    return reply instanceof Answered answered && answered.reply() instanceof HttpRespReply verdict
        ? onResponse(upstream, verdict)
        : onResponseFailure(upstream, allowDegradation);
  }

  /**
   * Returns what the client gets after the runner answered a response call.
   *
   * <p>Any header in the reply stands for all: none of the upstream's is kept then. Without one the
   * upstream's are kept, except those that APISIX leaves to nginx, Content-Type among them. Status
   * 0 and an empty body keep the upstream's. With 204 and 304 nginx sends no body.
   *
   * @param upstream the upstream's response
   * @param reply the runner's answer
   * @return the client's response
   */
  public static GatewayResponse onResponse(GatewayResponse upstream, HttpRespReply reply) {
    requireNonNull(upstream, "upstream");
    requireNonNull(reply, "reply");
    int status = reply.status() == 0 ? upstream.status() : reply.status();
    return new GatewayResponse(
        status,
        reply.headers().isEmpty()
            ? EntryRules.withoutIgnored(upstream.headers())
            : EntryRules.setThenAdd(reply.headers()),
        sent(status, reply.body().isEmpty() ? upstream.body() : reply.body()));
  }

  /** What nginx sends of a body. */
  private static Bytes sent(int status, Bytes body) {
    return HttpStatus.hasBody(status) ? body : Bytes.EMPTY;
  }

  /**
   * Returns what the client gets after a response call failed: the upstream's body without any of
   * its headers. The failure holds nothing back.
   *
   * @param upstream the upstream's response
   * @param allowDegradation whether the route lets responses pass without the runner
   * @return the client's response, with the upstream's status if that is allowed and 503 otherwise
   */
  public static GatewayResponse onResponseFailure(
      GatewayResponse upstream, boolean allowDegradation) {
    requireNonNull(upstream, "upstream");
    int status = allowDegradation ? upstream.status() : FAILURE_STATUS;
    return new GatewayResponse(status, List.of(), sent(status, upstream.body()));
  }

  private static GatewayRequest rewritten(GatewayRequest request, Rewrite rewrite) {
    List<TextEntry> headers = EntryRules.setEach(request.headers(), rewrite.headers());
    boolean newBody = !rewrite.body().isEmpty();
    return new GatewayRequest(
        request.method(),
        rewrite.path().map(UriEscape::path).orElse(request.path()),
        EntryRules.mergeArgs(request.args(), rewrite.args()),
        newBody ? withLength(headers, rewrite.body()) : headers,
        newBody ? rewrite.body() : request.body());
  }

  /** nginx corrects the length itself where the body was replaced. */
  private static List<TextEntry> withLength(List<TextEntry> headers, Bytes body) {
    return EntryRules.setEach(
        headers, List.of(TextEntry.of("content-length", Integer.toString(body.size()))));
  }
}
