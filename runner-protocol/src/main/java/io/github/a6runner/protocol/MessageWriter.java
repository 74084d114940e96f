/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.RequestAction.None;
import io.github.a6runner.protocol.RequestAction.Rewrite;
import io.github.a6runner.protocol.RequestAction.Stop;
import io.github.a6runner.protocol.RunnerMessage.ErrorReply;
import io.github.a6runner.protocol.RunnerMessage.ExtraInfoQuery;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import io.github.a6runner.protocol.wire.ExtraInfo.Info;
import io.github.a6runner.protocol.wire.ExtraInfo.ReqBody;
import io.github.a6runner.protocol.wire.ExtraInfo.RespBody;
import io.github.a6runner.protocol.wire.ExtraInfo.Var;
import io.github.a6runner.protocol.wire.HTTPReqCall.Action;

/** Makes payloads of messages. What is absent or empty is left out wherever that says the same. */
final class MessageWriter {

  private final WritablePayload payload;
  private final FlatBufferBuilder builder;

  MessageWriter(WritablePayload payload) {
    this.payload = payload;
    this.builder = payload.builder();
  }

  /** Returns the type of the frame that carries a message. */
  static FrameType typeOf(Message message) {
    if (message instanceof PrepareConf || message instanceof PrepareConfReply) {
      return FrameType.PREPARE_CONF;
    }
    if (message instanceof HttpReqCall || message instanceof HttpReqReply) {
      return FrameType.HTTP_REQ_CALL;
    }
    if (message instanceof HttpRespCall || message instanceof HttpRespReply) {
      return FrameType.HTTP_RESP_CALL;
    }
    if (message instanceof ExtraInfoReply || message instanceof ExtraInfoQuery) {
      return FrameType.EXTRA_INFO;
    }
    if (message instanceof ErrorReply) {
      return FrameType.ERROR;
    }
    throw new AssertionError(message);
  }

  /** Returns how many bytes the body in a message has: the part that makes a message long. */
  static int bodySize(Message message) {
    if (message instanceof ExtraInfoReply reply) {
      return reply.result().map(Bytes::size).orElse(0);
    }
    if (message instanceof HttpRespReply reply) {
      return reply.body().size();
    }
    if (message instanceof HttpReqReply reply && reply.action() instanceof Stop stop) {
      return stop.body().size();
    }
    if (message instanceof HttpReqReply reply && reply.action() instanceof Rewrite rewrite) {
      return rewrite.body().size();
    }
    return 0;
  }

  /** Writes a message and returns the offset of its outermost table. */
  int write(Message message) {
    if (message instanceof GatewayMessage gatewayMessage) {
      return write(gatewayMessage);
    }
    if (message instanceof RunnerMessage runnerMessage) {
      return write(runnerMessage);
    }
    throw new AssertionError(message);
  }

  private int write(GatewayMessage message) {
    if (message instanceof HttpReqCall call) {
      return httpReqCall(call);
    }
    if (message instanceof HttpRespCall call) {
      return httpRespCall(call);
    }
    if (message instanceof ExtraInfoReply reply) {
      return extraInfoReply(reply);
    }
    if (message instanceof PrepareConf request) {
      return prepareConf(request);
    }
    throw new AssertionError(message);
  }

  private int write(RunnerMessage message) {
    if (message instanceof HttpReqReply reply) {
      return httpReqReply(reply);
    }
    if (message instanceof HttpRespReply reply) {
      return httpRespReply(reply);
    }
    if (message instanceof ExtraInfoQuery query) {
      return extraInfoQuery(query.info());
    }
    if (message instanceof PrepareConfReply reply) {
      return io.github.a6runner.protocol.wire.PrepareConf.Resp.createResp(
          builder, reply.confToken());
    }
    if (message instanceof ErrorReply reply) {
      return io.github.a6runner.protocol.wire.Err.Resp.createResp(
          builder, reply.code().wireNumber());
    }
    throw new AssertionError(message);
  }

  private int prepareConf(PrepareConf request) {
    int conf = TextEntries.write(payload, request.conf());
    int key = request.key().map(Text::of).map(payload::text).orElse(WritablePayload.ABSENT);
    return io.github.a6runner.protocol.wire.PrepareConf.Req.createReq(builder, conf, key);
  }

  private int httpReqCall(HttpReqCall call) {
    int srcIp = payload.bytes(call.srcIp());
    int path = payload.text(call.path());
    int args = TextEntries.write(payload, call.args());
    int headers = TextEntries.write(payload, call.headers());
    return io.github.a6runner.protocol.wire.HTTPReqCall.Req.createReq(
        builder,
        call.id(),
        srcIp,
        call.method().wireNumber(),
        path,
        args,
        headers,
        call.confToken());
  }

  private int httpRespCall(HttpRespCall call) {
    int headers = TextEntries.write(payload, call.headers());
    return io.github.a6runner.protocol.wire.HTTPRespCall.Req.createReq(
        builder, call.id(), call.status(), headers, call.confToken());
  }

  private int extraInfoReply(ExtraInfoReply reply) {
    int result = reply.result().map(payload::present).orElse(WritablePayload.ABSENT);
    return io.github.a6runner.protocol.wire.ExtraInfo.Resp.createResp(builder, result);
  }

  private int httpReqReply(HttpReqReply reply) {
    RequestAction action = reply.action();
    if (action instanceof None) {
      return httpReqReply(reply.id(), Action.NONE, WritablePayload.ABSENT);
    }
    if (action instanceof Stop stop) {
      return httpReqReply(reply.id(), Action.Stop, stop(stop));
    }
    if (action instanceof Rewrite rewrite) {
      return httpReqReply(reply.id(), Action.Rewrite, rewrite(rewrite));
    }
    throw new AssertionError(action);
  }

  private int httpReqReply(long id, byte actionType, int action) {
    return io.github.a6runner.protocol.wire.HTTPReqCall.Resp.createResp(
        builder, id, actionType, action);
  }

  private int stop(Stop stop) {
    int body = payload.bytes(stop.body());
    int headers = TextEntries.write(payload, stop.headers());
    return io.github.a6runner.protocol.wire.HTTPReqCall.Stop.createStop(
        builder, stop.status(), headers, body);
  }

  private int rewrite(Rewrite rewrite) {
    int body = payload.bytes(rewrite.body());
    int path = rewrite.path().map(payload::text).orElse(WritablePayload.ABSENT);
    int headers = TextEntries.write(payload, rewrite.headers());
    int args = TextEntries.write(payload, rewrite.args());
    int responseHeaders = TextEntries.write(payload, rewrite.responseHeaders());
    return io.github.a6runner.protocol.wire.HTTPReqCall.Rewrite.createRewrite(
        builder, path, headers, args, responseHeaders, body);
  }

  private int httpRespReply(HttpRespReply reply) {
    int body = payload.bytes(reply.body());
    int headers = TextEntries.write(payload, reply.headers());
    return io.github.a6runner.protocol.wire.HTTPRespCall.Resp.createResp(
        builder, reply.id(), reply.status(), headers, body);
  }

  private int extraInfoQuery(ExtraInfo info) {
    if (info instanceof ExtraInfo.Variable variable) {
      int name = payload.text(Text.of(variable.name()));
      return extraInfoQuery(Info.Var, Var.createVar(builder, name));
    }
    if (info instanceof ExtraInfo.RequestBody) {
      ReqBody.startReqBody(builder);
      return extraInfoQuery(Info.ReqBody, ReqBody.endReqBody(builder));
    }
    if (info instanceof ExtraInfo.ResponseBody) {
      RespBody.startRespBody(builder);
      return extraInfoQuery(Info.RespBody, RespBody.endRespBody(builder));
    }
    throw new AssertionError(info);
  }

  private int extraInfoQuery(byte infoType, int info) {
    return io.github.a6runner.protocol.wire.ExtraInfo.Req.createReq(builder, infoType, info);
  }
}
