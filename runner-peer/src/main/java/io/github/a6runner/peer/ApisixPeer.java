/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.peer.PeerReply.Answered;
import io.github.a6runner.peer.PeerReply.Failed;
import io.github.a6runner.protocol.ErrorCode;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.netty.channel.EventLoopGroup;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The gateway's half of the protocol, as APISIX plays it: a call takes a connection, makes sure of
 * a token over a second one, sends itself, answers the runner's questions in order and ends with
 * the first message that is none.
 *
 * <p>Connections are kept for later calls while all goes well and closed at anything else. An
 * unknown token throws all tokens away and the call is tried again, three times in all.
 *
 * <p>Calls wait on the calling thread and may run at the same time, each on its own connection. How
 * a call failed is in its reply; nothing is thrown for it. Close the peer when it is no longer
 * needed: calls under way then fail.
 */
public final class ApisixPeer implements AutoCloseable {
  /** In a call that is not sent yet. */
  static final long NO_TOKEN = 0;

  private static final int TRIES = 3;

  private final EventLoopGroup loop;
  private final ConnectionPool pool;
  private final TokenSource tokens;
  private final CallIds ids;

  /** What is the same in every try of one call. */
  private record Call(
      PeerConf conf,
      LongFunction<GatewayMessage> withToken,
      Class<? extends RunnerMessage> reply,
      ExtraInfoSource info) {}

  /**
   * Creates a peer with the habits of APISIX. Nothing is connected before the first call.
   *
   * @param socket the path of the runner's socket
   */
  public ApisixPeer(Path socket) {
    this(socket, PeerSettings.OF_APISIX, InstantSource.system());
  }

  /**
   * Creates a peer. Nothing is connected before the first call.
   *
   * @param socket the path of the runner's socket
   * @param settings its timeouts and bounds
   * @param clock what the ages of tokens and idle connections are measured by
   */
  public ApisixPeer(Path socket, PeerSettings settings, InstantSource clock) {
    requireNonNull(socket, "socket");
    requireNonNull(clock, "clock");
    this.ids = new CallIds(settings.workerId());
    this.loop = Connector.newEventLoop();
    this.pool =
        new ConnectionPool(new Connector(socket, settings.timeouts(), loop), settings, clock);
    this.tokens = new TokenSource(pool, new TokenTable(settings.confExpireTime(), clock));
  }

  /**
   * Returns the id for the next call: the worker's number and a count from 0.
   *
   * @return an id, possibly 0
   */
  public long nextId() {
    return ids.next();
  }

  /**
   * Asks the runner what is to happen with a request.
   *
   * @param conf what the route says
   * @param call the request; its token is replaced by the one of the conf
   * @param info what the runner gets to know on top
   * @return a {@link HttpReqReply} or a failure
   */
  public PeerReply callRequest(PeerConf conf, HttpReqCall call, ExtraInfoSource info) {
    requireNonNull(call, "call");
    return callWithRetries(
        new Call(
            requireNonNull(conf, "conf"),
            token -> withToken(call, token),
            HttpReqReply.class,
            requireNonNull(info, "info")));
  }

  /**
   * Asks the runner what is to happen with a response.
   *
   * @param conf what the route says
   * @param call the upstream's response; its token is replaced by the one of the conf
   * @param info what the runner gets to know on top
   * @return a {@link HttpRespReply} or a failure
   */
  public PeerReply callResponse(PeerConf conf, HttpRespCall call, ExtraInfoSource info) {
    requireNonNull(call, "call");
    return callWithRetries(
        new Call(
            requireNonNull(conf, "conf"),
            token -> new HttpRespCall(call.id(), call.status(), call.headers(), token),
            HttpRespReply.class,
            requireNonNull(info, "info")));
  }

  /** Closes all connections; calls under way fail. */
  @Override
  public void close() {
    try {
      pool.close();
    } finally {
      Connector.shutDown(loop);
    }
  }

  private PeerReply callWithRetries(Call call) {
    PeerReply reply = callOnce(call);
    for (int tries = 1; isTokenLost(reply) && tries < TRIES; tries++) {
      tokens.forgetAll();
      reply = callOnce(call);
    }
    if (isTokenLost(reply)) {
      tokens.forgetAll();
    }
    return reply;
  }

  /** APISIX retries for this one alone, whichever message the runner answered with it. */
  private static boolean isTokenLost(PeerReply reply) {
    return reply instanceof Failed failed
        && failed.code().equals(Optional.of(ErrorCode.CONF_TOKEN_NOT_FOUND));
  }

  private PeerReply callOnce(Call call) {
    try (ConnectionPool.Lease lease = pool.lease()) {
      GatewayMessage question = call.withToken().apply(tokens.token(call.conf()));
      RunnerMessage reply = Exchange.ask(lease.connection(), question, call.reply(), call.info());
      lease.keep();
      return new Answered(reply);
    } catch (ErrorAnswerException e) {
      return new Failed(PeerException.reason(e), Optional.of(e.code()));
    } catch (PeerException e) {
      return new Failed(PeerException.reason(e), Optional.empty());
    }
  }

  private static HttpReqCall withToken(HttpReqCall call, long token) {
    return new HttpReqCall(
        call.id(), call.srcIp(), call.method(), call.path(), call.args(), call.headers(), token);
  }
}
