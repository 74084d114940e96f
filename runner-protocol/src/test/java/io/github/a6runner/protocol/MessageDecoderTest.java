/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.RunnerMessage.ErrorReply;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import io.github.a6runner.protocol.wire.ExtraInfo.Info;
import io.github.a6runner.protocol.wire.ExtraInfo.Var;
import io.github.a6runner.protocol.wire.HTTPReqCall.Action;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDecoderTest {

  private static final Message CALL = Vectors.named("get-args").frames().get(2).message();

  private final Wire runner = Wire.ofRunner();
  private final Wire gateway = Wire.ofGateway();

  @AfterEach
  void nothingIsLeft() {
    runner.close();
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6, 127, 128, 255})
  void decode_unknownType_isRefusedAtItsFirstByte(int type) {
    assertThat(runner.refuse(new byte[] {(byte) type}))
        .hasMessageStartingWith("frame type: " + type + " (expected: one of [");
    assertThat(gateway.refuse(new byte[] {(byte) type})).hasMessageContaining("ERROR");
  }

  @Test
  void decode_errorFromGateway_isRefusedAndFromRunnerIsNot() {
    byte[] frame = Wire.frame(new ErrorReply(ErrorCode.BAD_REQUEST));
    assertThat(runner.refuse(frame)).hasMessageStartingWith("frame type: 0 (expected: one of [P");
    gateway.receive(frame);
    assertThat(gateway.messages()).containsExactly(new ErrorReply(ErrorCode.BAD_REQUEST));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void decode_emptyPayload_isRefused(int type) {
    assertThat(runner.refuse(Wire.frame(type, new byte[0])))
        .hasMessage("payload: 0 bytes (expected: a FlatBuffer that holds together)");
  }

  @Test
  void decode_malformedAfterGoodMessage_handsOnTheGoodOne() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(Wire.frame(CALL));
    bytes.writeBytes(new byte[] {9, 9, 9, 9});
    bytes.writeBytes(Wire.frame(CALL));
    runner.refuse(bytes.toByteArray());
    assertThat(runner.messages()).containsExactly(CALL);
  }

  @Test
  void decode_anythingAfterMalformed_isDiscardedInSilence() {
    runner.refuse(new byte[] {9});
    assertThatCode(
            () -> {
              runner.receive(Wire.frame(CALL));
              runner.receive(new byte[] {9, 9, 9, 9, 9});
            })
        .doesNotThrowAnyException();
    assertThat(runner.messages()).isEmpty();
  }

  @Test
  void decode_directAndReadOnlyBuffers_isTheSame() {
    byte[] frame = Wire.frame(CALL);
    ByteBuf direct = UnpooledByteBufAllocator.DEFAULT.directBuffer().writeBytes(frame);
    runner.channel().writeInbound(direct, Unpooled.copiedBuffer(frame).asReadOnly());
    assertThat(runner.messages()).containsExactly(CALL, CALL);
  }

  /** It is read where it is, so the buffer may be used again once it was. */
  @Test
  void decode_bodyInABufferThatIsUsedAgain_isKept() {
    ExtraInfoReply reply = new ExtraInfoReply(Optional.of(Bytes.of(new byte[] {1, 2, 3})));
    byte[] frame = Wire.frame(reply);
    ByteBuf direct = UnpooledByteBufAllocator.DEFAULT.directBuffer().writeBytes(frame).retain();
    runner.channel().writeInbound(direct, Unpooled.copiedBuffer(frame).asReadOnly());
    direct.setZero(0, frame.length);
    direct.release();
    assertThat(runner.messages()).containsExactly(reply, reply);
  }

  @Test
  void decode_frame_isReleased() {
    ByteBuf good = Unpooled.copiedBuffer(Wire.frame(CALL));
    ByteBuf bad = Unpooled.copiedBuffer(Wire.frame(2, new byte[] {1, 2, 3}));
    runner.channel().writeInbound(good);
    assertThat(runner.messages()).hasSize(1);
    assertThat(catchThrowable(() -> runner.channel().writeInbound(bad)))
        .isInstanceOf(MalformedMessageException.class);
    assertThat(good.refCnt()).isZero();
    assertThat(bad.refCnt()).isZero();
  }

  @Test
  void decode_absentNumber_isZero() {
    gateway.receive(payload(1, builder -> table(builder, 1)));
    assertThat(gateway.messages()).containsExactly(new PrepareConfReply(0));
  }

  @Test
  void decode_callWithoutPath_isRefused() {
    assertThat(runner.refuse(payload(2, builder -> table(builder, 7))))
        .hasMessage("path: absent (expected: to be there)");
  }

  @Test
  void decode_entryWithoutName_isRefused() {
    byte[] frame =
        payload(
            1,
            builder -> {
              int value = builder.createString("value");
              int entry =
                  io.github.a6runner.protocol.wire.TextEntry.createTextEntry(builder, 0, value);
              int conf = builder.createVectorOfTables(new int[] {entry});
              return io.github.a6runner.protocol.wire.PrepareConf.Req.createReq(builder, conf, 0);
            });
    assertThat(runner.refuse(frame)).hasMessageStartingWith("entry: no name (expected: ");
  }

  @Test
  void decode_unknownMethod_isRefused() {
    byte[] frame =
        payload(
            2,
            builder -> {
              int path = builder.createString("/");
              return io.github.a6runner.protocol.wire.HTTPReqCall.Req.createReq(
                  builder, 1, 0, 15, path, 0, 0, 1);
            });
    assertThat(runner.refuse(frame)).hasMessage("method: 15 (expected: a known number)");
  }

  @Test
  void decode_unknownErrorCode_isRefused() {
    byte[] frame =
        payload(0, builder -> io.github.a6runner.protocol.wire.Err.Resp.createResp(builder, 3));
    assertThat(gateway.refuse(frame)).hasMessage("code: 3 (expected: a known number)");
  }

  @ParameterizedTest
  @ValueSource(bytes = {Action.Stop, Action.Rewrite})
  void decode_actionWithoutContents_isRefused(byte type) {
    assertThat(gateway.refuse(payload(2, builder -> action(builder, type, 0))))
        .hasMessage("action: absent (expected: to be there)");
  }

  @ParameterizedTest
  @ValueSource(bytes = {3, 127, -1})
  void decode_unknownAction_isRefused(byte type) {
    assertThat(gateway.refuse(payload(2, b -> action(b, type, table(b, 1)))))
        .hasMessageStartingWith("action: " + type);
  }

  @Test
  void decode_unknownInfo_isRefused() {
    assertThat(gateway.refuse(payload(3, b -> info(b, (byte) 4, table(b, 1)))))
        .hasMessageStartingWith("info: 4");
  }

  @ParameterizedTest
  @ValueSource(bytes = {Info.NONE, Info.Var, Info.ReqBody, Info.RespBody})
  void decode_infoWithoutContents_isRefused(byte type) {
    assertThat(gateway.refuse(payload(3, builder -> info(builder, type, 0))))
        .hasMessageStartingWith("info: absent");
  }

  @Test
  void decode_variableWithoutName_isRefused() {
    assertThat(gateway.refuse(payload(3, b -> info(b, Info.Var, Var.createVar(b, 0)))))
        .hasMessageStartingWith("name: absent");
  }

  private static byte[] payload(int type, ToIntFunction<FlatBufferBuilder> root) {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    builder.finish(root.applyAsInt(builder));
    return Wire.frame(type, builder.sizedByteArray());
  }

  private static int table(FlatBufferBuilder builder, int fields) {
    builder.startTable(fields);
    return builder.endTable();
  }

  private static int action(FlatBufferBuilder builder, byte type, int action) {
    return io.github.a6runner.protocol.wire.HTTPReqCall.Resp.createResp(builder, 1, type, action);
  }

  private static int info(FlatBufferBuilder builder, byte type, int info) {
    return io.github.a6runner.protocol.wire.ExtraInfo.Req.createReq(builder, type, info);
  }
}
