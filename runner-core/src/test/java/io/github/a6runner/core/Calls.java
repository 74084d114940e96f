/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.MessageDecoder;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages of a gateway, and the answers that tests expect most often. */
public final class Calls {

  public static final Bytes IPV4 = Bytes.of(new byte[] {10, 0, 0, 7});

  /** A call that goes on as it came. */
  static final RequestAction UNCHANGED = RequestAction.NONE;

  private Calls() {}

  /** Makes a conf of filters' names and confs by turns. */
  public static PrepareConf conf(String key, String... namesAndConfs) {
    return new PrepareConf(Optional.of(key), entries(namesAndConfs));
  }

  /** Makes entries of names and values by turns. */
  public static List<TextEntry> entries(String... namesAndValues) {
    List<TextEntry> entries = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      entries.add(TextEntry.of(namesAndValues[i], namesAndValues[i + 1]));
    }
    return entries;
  }

  public static HttpReqCall request(long id, long token) {
    return request(id, token, List.of(), List.of());
  }

  public static HttpReqCall request(
      long id, long token, List<TextEntry> args, List<TextEntry> headers) {
    return new HttpReqCall(id, IPV4, HttpMethod.GET, Text.of("/a/b"), args, headers, token);
  }

  /** Makes a call for a response with status 200 and headers, names and values by turns. */
  public static HttpRespCall response(long id, long token, String... headers) {
    return new HttpRespCall(id, 200, entries(headers), token);
  }

  /** The next message that a connection in memory has written. */
  static RunnerMessage written(EmbeddedChannel channel) {
    EmbeddedChannel decoder = new EmbeddedChannel(MessageDecoder.ofRunnerMessages());
    decoder.writeInbound((ByteBuf) channel.readOutbound());
    RunnerMessage message = decoder.readInbound();
    decoder.finishAndReleaseAll();
    return message;
  }

  /** All messages that a connection in memory has written, as far as they were not taken yet. */
  static List<RunnerMessage> allWritten(EmbeddedChannel channel) {
    EmbeddedChannel decoder = new EmbeddedChannel(MessageDecoder.ofRunnerMessages());
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      decoder.writeInbound(out);
    }
    List<RunnerMessage> messages = new ArrayList<>();
    decoder.inboundMessages().forEach(each -> messages.add((RunnerMessage) each));
    decoder.finishAndReleaseAll();
    return messages;
  }

  static ExtraInfoReply info(String value) {
    return new ExtraInfoReply(Optional.of(bytes(value)));
  }

  public static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(UTF_8));
  }

  public static RequestAction.Stop stop(int status, String body, String... headers) {
    return new RequestAction.Stop(status, entries(headers), bytes(body));
  }

  /** A rewrite that changes only request headers, names and values by turns. */
  static RequestAction.Rewrite rewriteHeaders(String... headers) {
    return new RequestAction.Rewrite(
        Optional.empty(), entries(headers), List.of(), List.of(), Bytes.EMPTY);
  }

  static RunnerMessage proceeds(long id) {
    return new HttpReqReply(id, UNCHANGED);
  }

  /** What the client gets instead of a response that was denied. */
  static RunnerMessage deniedResponse(long id) {
    return new HttpRespReply(
        id, 503, entries("Content-Type", "text/plain"), bytes("Service Unavailable\n"));
  }
}
