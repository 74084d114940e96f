/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import com.google.flatbuffers.Table;
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
import io.github.a6runner.protocol.wire.ExtraInfo.Info;
import io.github.a6runner.protocol.wire.ExtraInfo.Var;
import io.github.a6runner.protocol.wire.HTTPReqCall.Action;
import io.netty.buffer.ByteBuf;
import java.nio.BufferUnderflowException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of payloads, and keeps to itself what FlatBuffers throws at one that does not hold
 * together.
 *
 * <p>A field that APISIX always sends and that has no sensible default (the path of a request, the
 * name of an entry, the contents of a union) must be there. An absent list is an empty one, an
 * absent number is 0, and an absent address or body has no bytes.
 */
final class MessageReader {

  private MessageReader() {}

  /** Reads a payload that APISIX sent. */
  static GatewayMessage readGatewayMessage(FrameType type, ByteBuf payload) {
    return switch (type) {
      case PREPARE_CONF -> read(payload, MessageReader::prepareConf);
      case HTTP_REQ_CALL -> read(payload, MessageReader::httpReqCall);
      case EXTRA_INFO -> read(ReadablePayload.inPlace(payload), MessageReader::extraInfoReply);
      case HTTP_RESP_CALL -> read(payload, MessageReader::httpRespCall);
      case ERROR -> throw new AssertionError(type); // refused when its header was read
    };
  }

  /** Reads a payload that a runner sent. */
  static RunnerMessage readRunnerMessage(FrameType type, ByteBuf payload) {
    return switch (type) {
      case ERROR -> read(payload, MessageReader::errorReply);
      case PREPARE_CONF -> read(payload, MessageReader::prepareConfReply);
      case HTTP_REQ_CALL -> read(payload, MessageReader::httpReqReply);
      case EXTRA_INFO -> read(payload, MessageReader::extraInfoQuery);
      case HTTP_RESP_CALL -> read(payload, MessageReader::httpRespReply);
    };
  }

  private static <M> M read(ByteBuf payload, Function<ReadablePayload, M> reader) {
    return read(ReadablePayload.copied(payload), reader);
  }

  private static <M> M read(ReadablePayload payload, Function<ReadablePayload, M> reader) {
    try {
      return reader.apply(payload);
    } catch (IndexOutOfBoundsException | IllegalArgumentException | BufferUnderflowException e) {
      throw new MalformedMessageException(
          "payload: " + payload.length() + " bytes (expected: a FlatBuffer that holds together)",
          e);
    }
  }

  private static PrepareConf prepareConf(ReadablePayload payload) {
    var table = io.github.a6runner.protocol.wire.PrepareConf.Req.getRootAsReq(payload.tables());
    return new PrepareConf(
        payload.text(table.keyInByteBuffer(payload.view())).map(Text::string),
        TextEntries.read(payload, table.confLength(), table::conf));
  }

  private static HttpReqCall httpReqCall(ReadablePayload payload) {
    var table = io.github.a6runner.protocol.wire.HTTPReqCall.Req.getRootAsReq(payload.tables());
    return new HttpReqCall(
        table.id(),
        payload.bytes(table.srcIpInByteBuffer(payload.view())).orElse(Bytes.EMPTY),
        method(table.method()),
        payload.text(table.pathInByteBuffer(payload.view())).orElseThrow(() -> absent("path")),
        TextEntries.read(payload, table.argsLength(), table::args),
        TextEntries.read(payload, table.headersLength(), table::headers),
        table.confToken());
  }

  private static HttpRespCall httpRespCall(ReadablePayload payload) {
    var table = io.github.a6runner.protocol.wire.HTTPRespCall.Req.getRootAsReq(payload.tables());
    return new HttpRespCall(
        table.id(),
        table.status(),
        TextEntries.read(payload, table.headersLength(), table::headers),
        table.confToken());
  }

  private static ExtraInfoReply extraInfoReply(ReadablePayload payload) {
    var table = io.github.a6runner.protocol.wire.ExtraInfo.Resp.getRootAsResp(payload.tables());
    return new ExtraInfoReply(payload.bytes(table.resultInByteBuffer(payload.view())));
  }

  private static ErrorReply errorReply(ReadablePayload payload) {
    var table = io.github.a6runner.protocol.wire.Err.Resp.getRootAsResp(payload.tables());
    int code = table.code();
    return new ErrorReply(ErrorCode.ofWireNumber(code).orElseThrow(() -> unknown("code", code)));
  }

  private static PrepareConfReply prepareConfReply(ReadablePayload payload) {
    var table = io.github.a6runner.protocol.wire.PrepareConf.Resp.getRootAsResp(payload.tables());
    return new PrepareConfReply(table.confToken());
  }

  private static HttpReqReply httpReqReply(ReadablePayload payload) {
    var table = io.github.a6runner.protocol.wire.HTTPReqCall.Resp.getRootAsResp(payload.tables());
    RequestAction action =
        switch (table.actionType()) {
          case Action.NONE -> RequestAction.NONE;
          case Action.Stop -> stop(payload, table::action);
          case Action.Rewrite -> rewrite(payload, table::action);
          default -> throw unknown("action", table.actionType());
        };
    return new HttpReqReply(table.id(), action);
  }

  private static Stop stop(ReadablePayload payload, Function<Table, @Nullable Table> union) {
    var table = present("action", union, new io.github.a6runner.protocol.wire.HTTPReqCall.Stop());
    return new Stop(
        table.status(),
        TextEntries.read(payload, table.headersLength(), table::headers),
        payload.bytes(table.bodyInByteBuffer(payload.view())).orElse(Bytes.EMPTY));
  }

  private static Rewrite rewrite(ReadablePayload payload, Function<Table, @Nullable Table> union) {
    var table =
        present("action", union, new io.github.a6runner.protocol.wire.HTTPReqCall.Rewrite());
    return new Rewrite(
        payload.text(table.pathInByteBuffer(payload.view())),
        TextEntries.read(payload, table.headersLength(), table::headers),
        TextEntries.read(payload, table.argsLength(), table::args),
        TextEntries.read(payload, table.respHeadersLength(), table::respHeaders),
        payload.bytes(table.bodyInByteBuffer(payload.view())).orElse(Bytes.EMPTY));
  }

  private static ExtraInfoQuery extraInfoQuery(ReadablePayload payload) {
    var table = io.github.a6runner.protocol.wire.ExtraInfo.Req.getRootAsReq(payload.tables());
    Var variable = present("info", table::info, new Var());
    ExtraInfo info =
        switch (table.infoType()) {
          case Info.Var -> variable(payload, variable);
          case Info.ReqBody -> new ExtraInfo.RequestBody();
          case Info.RespBody -> new ExtraInfo.ResponseBody();
          default -> throw unknown("info", table.infoType());
        };
    return new ExtraInfoQuery(info);
  }

  private static ExtraInfo.Variable variable(ReadablePayload payload, Var table) {
    return payload
        .text(table.nameInByteBuffer(payload.view()))
        .map(name -> new ExtraInfo.Variable(name.string()))
        .orElseThrow(() -> absent("name"));
  }

  private static HttpRespReply httpRespReply(ReadablePayload payload) {
    var table = io.github.a6runner.protocol.wire.HTTPRespCall.Resp.getRootAsResp(payload.tables());
    return new HttpRespReply(
        table.id(),
        table.status(),
        TextEntries.read(payload, table.headersLength(), table::headers),
        payload.bytes(table.bodyInByteBuffer(payload.view())).orElse(Bytes.EMPTY));
  }

  private static HttpMethod method(int number) {
    return HttpMethod.ofWireNumber(number).orElseThrow(() -> unknown("method", number));
  }

  /** Moves a table to what a union holds. */
  private static <T extends Table> T present(
      String field, Function<Table, @Nullable Table> union, T table) {
    if (union.apply(table) == null) {
      throw absent(field);
    }
    return table;
  }

  private static MalformedMessageException absent(String field) {
    return new MalformedMessageException(field + ": absent (expected: to be there)");
  }

  private static MalformedMessageException unknown(String field, int number) {
    return new MalformedMessageException(field + ": " + number + " (expected: a known number)");
  }
}
