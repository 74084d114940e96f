/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Phase;
import io.github.a6runner.core.conf.ConfStore;
import io.github.a6runner.core.conf.HeldConf;
import io.github.a6runner.protocol.ErrorCode;
import io.github.a6runner.protocol.GatewayMessage.Call;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ErrorReply;
import java.util.Optional;

/**
 * Lets the calls of a connection in: each with its conf held, and counted among those in flight.
 * For the connection's event loop.
 */
final class Admission {
  /** The one answer upon which APISIX prepares the conf and makes the call again. */
  static final Turned TOKEN_NOT_FOUND = new Turned(new ErrorReply(ErrorCode.CONF_TOKEN_NOT_FOUND));

  private final Connections connections;
  private final ConfStore confs;
  private final CallServices services;

  /** What becomes of a call that has come. */
  sealed interface Result permits CallRun, Turned {}

  /** It is not let in, and has its reply at once. */
  record Turned(RunnerMessage reply) implements Result {}

  /**
   * Makes one.
   *
   * @param connections where calls are counted
   * @param confs the confs that calls may name
   * @param services what calls are run with
   */
  Admission(Connections connections, ConfStore confs, CallServices services) {
    this.connections = connections;
    this.confs = confs;
    this.services = services;
  }

  /**
   * Lets a call in. Whatever is thrown, nothing is held or counted then.
   *
   * @param call a call
   * @param line where it came from
   * @return its run, which has not begun, and lets go of what the call holds; or its reply
   */
  Result admit(Call call, CallLine line) {
    Optional<HeldConf> conf = confs.find(call.confToken());
    if (conf.isEmpty()) {
      services.events().tokenLooked(false);
      return TOKEN_NOT_FOUND;
    }
    return admit(call, conf.get(), line);
  }

  /** Counts a call that could not be let in, since something went wrong in the runner. */
  void failed(Call call) {
    services.failures().happened(Cause.INTERNAL_ERROR, null, phase(call));
    services.events().callNotTaken(phase(call), Cause.INTERNAL_ERROR);
  }

  private Result admit(Call call, HeldConf conf, CallLine line) {
    boolean counted = false;
    boolean admitted = false;
    try {
      services.events().tokenLooked(true);
      counted = connections.tryBeginCall();
      Result result = counted ? run(call, conf, line) : tooMany(call);
      admitted = counted;
      return result;
    } finally {
      if (!admitted) {
        conf.release();
        if (counted) {
          connections.callEnded();
        }
      }
    }
  }

  private CallRun run(Call call, HeldConf conf, CallLine line) {
    return call instanceof HttpReqCall request
        ? new RequestRun(request, conf, services, line)
        : new ResponseRun((HttpRespCall) call, conf, services, line);
  }

  private Turned tooMany(Call call) {
    services.failures().tooManyCalls(phase(call), connections.maxCallsInFlight());
    services.events().callNotTaken(phase(call), Cause.CALLS_IN_FLIGHT);
    return new Turned(Denials.unavailable(call));
  }

  private static Phase phase(Call call) {
    return call instanceof HttpRespCall ? Phase.RESPONSE : Phase.REQUEST;
  }
}
