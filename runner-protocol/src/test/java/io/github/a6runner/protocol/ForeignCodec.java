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
import io.github.a6runner.protocol.RequestAction.Rewrite;
import io.github.a6runner.protocol.RequestAction.Stop;
import io.github.a6runner.protocol.RunnerMessage.ErrorReply;
import io.github.a6runner.protocol.RunnerMessage.ExtraInfoQuery;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import io.github.api7.A6.ExtraInfo.Info;
import io.github.api7.A6.ExtraInfo.ReqBody;
import io.github.api7.A6.ExtraInfo.RespBody;
import io.github.api7.A6.ExtraInfo.Var;
import io.github.api7.A6.HTTPReqCall.Action;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The same messages through classes that nobody here made: the accessors that the APISIX project
 * publishes. They stem from an older schema, which has no body in a rewrite.
 */
final class ForeignCodec {

  private ForeignCodec() {}

  /** Returns a message as these classes can say it. */
  static Message known(Message message) {
    if (message instanceof HttpReqReply reply && reply.action() instanceof Rewrite rewrite) {
      return new HttpReqReply(
          reply.id(),
          new Rewrite(
              rewrite.path(),
              rewrite.headers(),
              rewrite.args(),
              rewrite.responseHeaders(),
              Bytes.EMPTY));
    }
    return message;
  }

  static GatewayMessage decodeOfGateway(byte[] frame) {
    ByteBuffer payload = payload(frame);
    return switch (frame[0]) {
      case 1 -> {
        var table = io.github.api7.A6.PrepareConf.Req.getRootAsReq(payload);
        yield new PrepareConf(
            Optional.ofNullable(table.key()), entries(table.confLength(), table::conf));
      }
      case 2 -> httpReqCall(io.github.api7.A6.HTTPReqCall.Req.getRootAsReq(payload));
      case 3 -> {
        var table = io.github.api7.A6.ExtraInfo.Resp.getRootAsResp(payload);
        yield new ExtraInfoReply(
            Optional.ofNullable(table.resultAsByteBuffer())
                .map(result -> bytes(table.resultLength(), table::result)));
      }
      case 4 -> {
        var table = io.github.api7.A6.HTTPRespCall.Req.getRootAsReq(payload);
        yield new HttpRespCall(
            table.id(),
            table.status(),
            entries(table.headersLength(), table::headers),
            table.confToken());
      }
      default -> throw new AssertionError(frame[0]);
    };
  }

  private static HttpReqCall httpReqCall(io.github.api7.A6.HTTPReqCall.Req table) {
    return new HttpReqCall(
        table.id(),
        bytes(table.srcIpLength(), table::srcIp),
        HttpMethod.valueOf(io.github.api7.A6.Method.name(table.method())),
        Text.of(table.path()),
        entries(table.argsLength(), table::args),
        entries(table.headersLength(), table::headers),
        table.confToken());
  }

  static RunnerMessage decodeOfRunner(byte[] frame) {
    ByteBuffer payload = payload(frame);
    return switch (frame[0]) {
      case 0 ->
          new ErrorReply(
              ErrorCode.valueOf(
                  io.github.api7.A6.Err.Code.name(
                      io.github.api7.A6.Err.Resp.getRootAsResp(payload).code())));
      case 1 ->
          new PrepareConfReply(
              io.github.api7.A6.PrepareConf.Resp.getRootAsResp(payload).confToken());
      case 2 -> {
        var table = io.github.api7.A6.HTTPReqCall.Resp.getRootAsResp(payload);
        yield new HttpReqReply(table.id(), action(table));
      }
      case 3 -> new ExtraInfoQuery(info(io.github.api7.A6.ExtraInfo.Req.getRootAsReq(payload)));
      case 4 -> {
        var table = io.github.api7.A6.HTTPRespCall.Resp.getRootAsResp(payload);
        yield new HttpRespReply(
            table.id(),
            table.status(),
            entries(table.headersLength(), table::headers),
            bytes(table.bodyLength(), table::body));
      }
      default -> throw new AssertionError(frame[0]);
    };
  }

  private static RequestAction action(io.github.api7.A6.HTTPReqCall.Resp table) {
    if (table.actionType() == Action.Stop) {
      var stop =
          (io.github.api7.A6.HTTPReqCall.Stop)
              table.action(new io.github.api7.A6.HTTPReqCall.Stop());
      return new Stop(
          stop.status(),
          entries(stop.headersLength(), stop::headers),
          bytes(stop.bodyLength(), stop::body));
    }
    if (table.actionType() == Action.Rewrite) {
      var rewrite =
          (io.github.api7.A6.HTTPReqCall.Rewrite)
              table.action(new io.github.api7.A6.HTTPReqCall.Rewrite());
      return new Rewrite(
          Optional.ofNullable(rewrite.path()).map(Text::of),
          entries(rewrite.headersLength(), rewrite::headers),
          entries(rewrite.argsLength(), rewrite::args),
          entries(rewrite.respHeadersLength(), rewrite::respHeaders),
          Bytes.EMPTY);
    }
    return RequestAction.NONE;
  }

  private static ExtraInfo info(io.github.api7.A6.ExtraInfo.Req table) {
    return switch (table.infoType()) {
      case Info.Var -> new ExtraInfo.Variable(((Var) table.info(new Var())).name());
      case Info.ReqBody -> new ExtraInfo.RequestBody();
      case Info.RespBody -> new ExtraInfo.ResponseBody();
      default -> throw new AssertionError(table.infoType());
    };
  }

  private static ByteBuffer payload(byte[] frame) {
    return ByteBuffer.wrap(frame, Frames.HEADER_LENGTH, frame.length - Frames.HEADER_LENGTH)
        .slice();
  }

  private static List<TextEntry> entries(
      int count, IntFunction<io.github.api7.A6.TextEntry> elements) {
    List<TextEntry> entries = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      var table = elements.apply(index);
      entries.add(
          new TextEntry(Text.of(table.name()), Optional.ofNullable(table.value()).map(Text::of)));
    }
    return entries;
  }

  private static Bytes bytes(int length, IntUnaryOperator elements) {
    byte[] bytes = new byte[length];
    for (int index = 0; index < length; index++) {
      bytes[index] = (byte) elements.applyAsInt(index);
    }
    return Bytes.of(bytes);
  }

  static byte[] encode(Message message) {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    builder.finish(
        message instanceof GatewayMessage gatewayMessage
            ? write(builder, gatewayMessage)
            : write(builder, (RunnerMessage) message));
    return Wire.frame(type(message), builder.sizedByteArray());
  }

  private static int type(Message message) {
    String name = message.getClass().getSimpleName();
    return List.of("Error", "PrepareConf", "HttpReq", "ExtraInfo", "HttpResp")
        .indexOf(name.replaceAll("(Reply|Query|Call)$", ""));
  }

  private static int write(FlatBufferBuilder builder, GatewayMessage message) {
    if (message instanceof PrepareConf request) {
      int conf = vector(builder, request.conf());
      int key = request.key().map(builder::createString).orElse(0);
      return io.github.api7.A6.PrepareConf.Req.createReq(builder, conf, key);
    }
    if (message instanceof HttpReqCall call) {
      return io.github.api7.A6.HTTPReqCall.Req.createReq(
          builder,
          call.id(),
          builder.createByteVector(call.srcIp().toByteArray()),
          List.of(io.github.api7.A6.Method.names).indexOf(call.method().name()),
          builder.createString(call.path().string()),
          vector(builder, call.args()),
          vector(builder, call.headers()),
          call.confToken());
    }
    if (message instanceof HttpRespCall call) {
      return io.github.api7.A6.HTTPRespCall.Req.createReq(
          builder, call.id(), call.status(), vector(builder, call.headers()), call.confToken());
    }
    return io.github.api7.A6.ExtraInfo.Resp.createResp(
        builder,
        ((ExtraInfoReply) message)
            .result()
            .map(Bytes::toByteArray)
            .map(builder::createByteVector)
            .orElse(0));
  }

  private static int write(FlatBufferBuilder builder, RunnerMessage message) {
    if (message instanceof PrepareConfReply reply) {
      return io.github.api7.A6.PrepareConf.Resp.createResp(builder, reply.confToken());
    }
    if (message instanceof HttpReqReply reply) {
      return write(builder, reply);
    }
    if (message instanceof HttpRespReply reply) {
      return io.github.api7.A6.HTTPRespCall.Resp.createResp(
          builder,
          reply.id(),
          reply.status(),
          vector(builder, reply.headers()),
          builder.createByteVector(reply.body().toByteArray()));
    }
    if (message instanceof ExtraInfoQuery query) {
      return write(builder, query.info());
    }
    return io.github.api7.A6.Err.Resp.createResp(
        builder,
        List.of(io.github.api7.A6.Err.Code.names).indexOf(((ErrorReply) message).code().name()));
  }

  private static int write(FlatBufferBuilder builder, HttpReqReply reply) {
    byte type = Action.NONE;
    int action = 0;
    if (reply.action() instanceof Stop stop) {
      type = Action.Stop;
      action =
          io.github.api7.A6.HTTPReqCall.Stop.createStop(
              builder,
              stop.status(),
              vector(builder, stop.headers()),
              builder.createByteVector(stop.body().toByteArray()));
    }
    if (reply.action() instanceof Rewrite rewrite) {
      type = Action.Rewrite;
      action =
          io.github.api7.A6.HTTPReqCall.Rewrite.createRewrite(
              builder,
              rewrite.path().map(Text::string).map(builder::createString).orElse(0),
              vector(builder, rewrite.headers()),
              vector(builder, rewrite.args()),
              vector(builder, rewrite.responseHeaders()));
    }
    return io.github.api7.A6.HTTPReqCall.Resp.createResp(builder, reply.id(), type, action);
  }

  private static int write(FlatBufferBuilder builder, ExtraInfo info) {
    if (info instanceof ExtraInfo.Variable variable) {
      int table = Var.createVar(builder, builder.createString(variable.name()));
      return io.github.api7.A6.ExtraInfo.Req.createReq(builder, Info.Var, table);
    }
    if (info instanceof ExtraInfo.RequestBody) {
      ReqBody.startReqBody(builder);
      int table = ReqBody.endReqBody(builder);
      return io.github.api7.A6.ExtraInfo.Req.createReq(builder, Info.ReqBody, table);
    }
    RespBody.startRespBody(builder);
    int table = RespBody.endRespBody(builder);
    return io.github.api7.A6.ExtraInfo.Req.createReq(builder, Info.RespBody, table);
  }

  /** Writes a vector also if it is empty, unlike the encoder under test. */
  private static int vector(FlatBufferBuilder builder, List<TextEntry> entries) {
    return builder.createVectorOfTables(
        entries.stream().mapToInt(entry -> entry(builder, entry)).toArray());
  }

  private static int entry(FlatBufferBuilder builder, TextEntry entry) {
    int name = builder.createString(entry.name().string());
    @Nullable Text value = entry.value().orElse(null);
    return io.github.api7.A6.TextEntry.createTextEntry(
        builder, name, value == null ? 0 : builder.createString(value.string()));
  }
}
