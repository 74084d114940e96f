/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Messages of every kind, with everything in them and with as little as possible. */
final class Samples {

  static final long UINT32_MAX = 0xFFFF_FFFFL;

  /** Text that only its bytes tell from other text. */
  static final Text LATIN_1 = Text.decode(new byte[] {'a', (byte) 0xE9, (byte) 0xFF});

  private static final Bytes BODY = Bytes.of(new byte[] {0, 1, -1, 'x', 0});

  private static final List<TextEntry> ENTRIES =
      List.of(
          TextEntry.of("name", "value"),
          TextEntry.of("name", "again"),
          TextEntry.of("no value"),
          TextEntry.of("empty", ""),
          TextEntry.of("", "no name"),
          TextEntry.of("\u4f60\u597d", "\u00fc \ud83d\ude00 \ufffd"));

  private Samples() {}

  static List<GatewayMessage> ofGateway() {
    List<GatewayMessage> samples = new ArrayList<>();
    samples.add(new PrepareConf(Optional.of("route#1"), ENTRIES));
    samples.add(new PrepareConf(Optional.of(""), List.of()));
    samples.add(new PrepareConf(Optional.empty(), List.of()));
    for (HttpMethod method : HttpMethod.values()) {
      samples.add(call(method));
    }
    samples.add(
        new HttpReqCall(0, Bytes.EMPTY, HttpMethod.GET, Text.of(""), List.of(), List.of(), 0));
    samples.add(new HttpRespCall(UINT32_MAX, 0xFFFF, ENTRIES, UINT32_MAX));
    samples.add(new HttpRespCall(0, 0, List.of(), 0));
    samples.add(new ExtraInfoReply(Optional.of(BODY)));
    samples.add(new ExtraInfoReply(Optional.of(Bytes.EMPTY)));
    samples.add(new ExtraInfoReply(Optional.empty()));
    return samples;
  }

  private static HttpReqCall call(HttpMethod method) {
    Bytes address = Bytes.of(new byte[] {127, 0, 0, 1});
    return new HttpReqCall(
        UINT32_MAX, address, method, Text.of("/a path"), ENTRIES, ENTRIES, 4_000_000_001L);
  }

  static List<RunnerMessage> ofRunner() {
    List<RunnerMessage> samples = new ArrayList<>();
    samples.add(new PrepareConfReply(UINT32_MAX));
    samples.add(new PrepareConfReply(0));
    actions().forEach(action -> samples.add(new HttpReqReply(UINT32_MAX, action)));
    actions().forEach(action -> samples.add(new HttpReqReply(0, action)));
    samples.add(new HttpRespReply(UINT32_MAX, 0xFFFF, ENTRIES, BODY));
    samples.add(new HttpRespReply(0, 0, List.of(), Bytes.EMPTY));
    infos().forEach(info -> samples.add(new ExtraInfoQuery(info)));
    Arrays.stream(ErrorCode.values()).map(ErrorReply::new).forEach(samples::add);
    return samples;
  }

  static List<RequestAction> actions() {
    return List.of(
        RequestAction.NONE,
        new Stop(0xFFFF, ENTRIES, BODY),
        new Stop(0, List.of(), Bytes.EMPTY),
        new Rewrite(Optional.of(Text.of("/new")), ENTRIES, ENTRIES.subList(0, 3), ENTRIES, BODY),
        new Rewrite(Optional.of(Text.of("")), List.of(), ENTRIES, List.of(), Bytes.EMPTY),
        new Rewrite(Optional.empty(), List.of(), List.of(), List.of(), Bytes.EMPTY));
  }

  static List<ExtraInfo> infos() {
    return List.of(
        new ExtraInfo.Variable("remote_addr"),
        new ExtraInfo.Variable(""),
        new ExtraInfo.RequestBody(),
        new ExtraInfo.ResponseBody());
  }

  static List<Message> all() {
    List<Message> samples = new ArrayList<>(ofGateway());
    samples.addAll(ofRunner());
    Vectors.frames().forEach(frame -> samples.add(frame.message()));
    return samples;
  }
}
