/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.ExtraInfo;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A call of which all that is said belongs to it alone, and the reply to it.
 *
 * @param id its id, and the owner of its data
 * @param conf the number of its conf, and the owner of that one's text
 */
record OwnCall(long id, int conf) {
  static final int STOPPED_STATUS = 299;

  private static final List<List<String>> ROUTES =
      List.of(
          List.of("quick", "blocking", "async"), List.of("async", "quick"), List.of("blocking"));

  /** So that not all confs have room where the bound is the least one. */
  private static final int CONF_TEXT_STEP = 40;

  private static final int LONGEST_TEXT = 600;
  private static final int LARGEST_USUAL_BODY = 6000;
  private static final int LARGEST_BODY = 150_000;

  /** What APISIX says of the conf; two of a key are two confs. */
  PrepareConf prepare() {
    List<TextEntry> entries = new ArrayList<>();
    filters().forEach(filter -> entries.add(TextEntry.of(filter, confOf(filter))));
    return new PrepareConf(Optional.of("key-" + conf / 2), entries);
  }

  private List<String> filters() {
    return ROUTES.get(conf % ROUTES.size());
  }

  private String confOf(String filter) {
    return OwnData.text(conf, filter, conf % 100 * CONF_TEXT_STEP);
  }

  private boolean isResponse() {
    return id % 3 == 0;
  }

  private boolean isStopped() {
    return id % 7 == 1 && !isResponse() && filters().contains("async");
  }

  GatewayMessage message(long token) {
    return isResponse()
        ? new HttpRespCall(id, 200, headers(), token)
        : new HttpReqCall(
            id, Calls.IPV4, HttpMethod.POST, Text.of("/" + text("path")), args(), headers(), token);
  }

  private List<TextEntry> args() {
    List<TextEntry> args = entries("arg", 4);
    if (isStopped()) {
      args.add(TextEntry.of("stop", text("stop")));
    }
    return args;
  }

  private List<TextEntry> headers() {
    return entries("Header", 8);
  }

  /** Up to so many; the same name has other data in other calls. */
  private List<TextEntry> entries(String name, int most) {
    List<TextEntry> entries = new ArrayList<>();
    int number = OwnData.random(id, name).nextInt(most);
    for (int i = 0; i < number; i++) {
      entries.add(TextEntry.of(name + i, text(name + i)));
    }
    return entries;
  }

  private String text(String name) {
    return OwnData.text(id, name, OwnData.random(id, name).nextInt(LONGEST_TEXT));
  }

  Bytes answer(ExtraInfo info) {
    return info instanceof ExtraInfo.Variable variable
        ? Calls.bytes(text(variable.name()))
        : Bytes.of(body());
  }

  /** None, some, or much. */
  private byte[] body() {
    SplittableRandom random = OwnData.random(id, "size");
    int size =
        switch (random.nextInt(8)) {
          case 0 -> 0;
          case 1 -> random.nextInt(LARGEST_BODY);
          default -> random.nextInt(LARGEST_USUAL_BODY);
        };
    return OwnData.bytes(id, "body", size);
  }

  /** The reply, if one version of the plugin has dealt with the whole call. */
  RunnerMessage reply(int version) {
    Bytes body = Bytes.of(body());
    if (isStopped()) {
      List<TextEntry> own = List.of(note("async", version));
      return new HttpReqReply(id, new RequestAction.Stop(STOPPED_STATUS, own, body));
    }
    List<TextEntry> headers = isResponse() ? headers() : new ArrayList<>();
    filters().forEach(filter -> headers.add(note(filter, version)));
    return isResponse()
        ? new HttpRespReply(id, 0, headers, body)
        : new HttpReqReply(
            id, new RequestAction.Rewrite(Optional.empty(), headers, List.of(), List.of(), body));
  }

  /** The version that a reply speaks of. */
  static int version(RunnerMessage reply) {
    String own =
        headers(reply).stream()
            .filter(header -> header.name().string().startsWith(OwnFilters.header("")))
            .findFirst()
            .flatMap(TextEntry::value)
            .map(Text::string)
            .orElseThrow(() -> new AssertionError(reply + ": (expected: one of the filters)"));
    return Integer.parseInt(own.substring(0, own.indexOf(' ')));
  }

  private static List<TextEntry> headers(RunnerMessage reply) {
    if (reply instanceof HttpRespReply response) {
      return response.headers();
    }
    if (reply instanceof HttpReqReply request
        && request.action() instanceof RequestAction.Stop stop) {
      return stop.headers();
    }
    return reply instanceof HttpReqReply request
            && request.action() instanceof RequestAction.Rewrite rewrite
        ? rewrite.headers()
        : List.of();
  }

  private TextEntry note(String filter, int version) {
    List<String> texts = new ArrayList<>(List.of(text(variableOf(filter))));
    if (!isResponse()) {
      texts.add(text("path"));
      args().forEach(arg -> texts.add(arg.value().orElseThrow().string()));
    }
    headers().forEach(header -> texts.add(header.value().orElseThrow().string()));
    String marks = OwnData.marks(id, texts, body());
    return TextEntry.of(OwnFilters.header(filter), OwnFilters.note(version, confOf(filter), marks));
  }

  private static String variableOf(String filter) {
    return switch (filter) {
      case "blocking" -> "one";
      case "quick" -> "two";
      default -> "three";
    };
  }
}
