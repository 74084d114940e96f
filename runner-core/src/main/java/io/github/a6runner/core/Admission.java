/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Phase;
import io.github.a6runner.core.conf.ConfStore;
import io.github.a6runner.core.conf.HeldConf;
import io.github.a6runner.protocol.ErrorCode;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ErrorReply;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets the calls of a connection in: each with its conf held, and counted among those in flight.
 * For the connection's event loop.
 */
final class Admission {
  /** The one answer upon which APISIX prepares the conf and makes the call again. */
  static final RunnerMessage TOKEN_NOT_FOUND = new ErrorReply(ErrorCode.CONF_TOKEN_NOT_FOUND);

  private final Connections connections;
  private final ConfStore confs;
  private final CallServices services;

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
   * @param line where it came from; it answers a call that is not let in
   * @return its run, which has not begun, and lets go of what the call holds; null if the call has
   *     its answer
   */
  @Nullable CallRun admit(GatewayMessage call, CallLine line) {
    Optional<HeldConf> conf = confs.find(token(call));
    if (conf.isEmpty()) {
      services.events().tokenLooked(false);
      line.answer(TOKEN_NOT_FOUND);
      return null;
    }
    CallRun run = admit(call, conf.get(), line);
    if (run == null) {
      line.answer(tooMany(call));
    }
    return run;
  }

  /** Counts a call that could not be let in, since something went wrong in the runner. */
  void failed(GatewayMessage message) {
    if (!(message instanceof PrepareConf)) {
      services.failures().happened(Cause.INTERNAL_ERROR, null, phase(message));
      services.events().callNotTaken(phase(message), Cause.INTERNAL_ERROR);
    }
  }

  private @Nullable CallRun admit(GatewayMessage call, HeldConf conf, CallLine line) {
    boolean counted = false;
    CallRun admitted = null;
    try {
      services.events().tokenLooked(true);
      counted = connections.tryBeginCall();
      if (counted) {
        admitted = run(call, conf, line);
      }
    } finally {
      if (admitted == null) {
        conf.release();
        if (counted) {
          connections.callEnded();
        }
      }
    }
    return admitted;
  }

  private CallRun run(GatewayMessage call, HeldConf conf, CallLine line) {
    return call instanceof HttpReqCall request
        ? new RequestRun(request, conf, services, line)
        : new ResponseRun((HttpRespCall) call, conf, services, line);
  }

  private RunnerMessage tooMany(GatewayMessage call) {
    services.failures().tooMany(phase(call), connections.maxCallsInFlight());
    services.events().callNotTaken(phase(call), Cause.CALLS_IN_FLIGHT);
    return Denials.unavailable(call);
  }

  private static long token(GatewayMessage call) {
    return call instanceof HttpReqCall request
        ? request.confToken()
        : ((HttpRespCall) call).confToken();
  }

  private static Phase phase(GatewayMessage call) {
    return call instanceof HttpRespCall ? Phase.RESPONSE : Phase.REQUEST;
  }
}
