/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.util.Arrays;
import java.util.List;

/** Messages that tests send and expect. */
final class Samples {

  static final PeerConf CONF = new PeerConf("route#1", List.of(TextEntry.of("say", "{}")));
  static final PeerConf OTHER_CONF = new PeerConf("route#2", List.of(TextEntry.of("say", "{}")));

  private Samples() {}

  static HttpReqCall requestCall(long id) {
    return new HttpReqCall(
        id,
        Bytes.of(new byte[] {127, 0, 0, 1}),
        HttpMethod.GET,
        Text.of("/"),
        List.of(),
        entries("host=example.org"),
        77);
  }

  static HttpRespCall responseCall(long id) {
    return new HttpRespCall(id, 404, entries("content-type=text/html"), 77);
  }

  static HttpReqReply proceed(long id) {
    return new HttpReqReply(id, RequestAction.NONE);
  }

  static HttpRespReply unchanged(long id) {
    return new HttpRespReply(id, 0, List.of(), Bytes.EMPTY);
  }

  static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(UTF_8));
  }

  /** Reads {@code name=value} and bare names, with a blank between them. */
  static List<TextEntry> entries(String text) {
    return Arrays.stream(text.split(" ", -1))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> entry.split("=", 2))
        .map(it -> it.length == 1 ? TextEntry.of(it[0]) : TextEntry.of(it[0], it[1]))
        .toList();
  }

  /** Writes what {@link #entries} reads. */
  static String text(List<TextEntry> entries) {
    return String.join(
        " ",
        entries.stream()
            .map(it -> it.name() + it.value().map(value -> "=" + value).orElse(""))
            .toList());
  }

  /** Gives every conf the token 5 and lets everything pass. */
  static void agree(ScriptedRunner.Link link, GatewayMessage message) {
    if (message instanceof PrepareConf) {
      link.send(new PrepareConfReply(5));
    } else if (message instanceof HttpReqCall call) {
      link.send(proceed(call.id()));
    } else if (message instanceof HttpRespCall call) {
      link.send(unchanged(call.id()));
    }
  }
}
