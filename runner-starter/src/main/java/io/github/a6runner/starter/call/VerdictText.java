/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.call;

import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.peer.RequestEffect;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.starter.http.BodyText;
import io.github.a6runner.starter.http.EntryDiff.Change;
import io.github.a6runner.starter.http.MessageDiff;
import io.github.a6runner.starter.http.MessageDiff.Part;
import java.util.ArrayList;
import java.util.List;

/** Tells what the filters decided so that a person sees it at a glance. */
final class VerdictText {
  private final List<String> lines = new ArrayList<>();

  private VerdictText() {}

  /** The lines to print for a call that was answered. */
  static List<String> of(CallSpec spec, PeerReply.Answered answered) {
    VerdictText text = new VerdictText();
    if (answered.reply() instanceof HttpReqReply reply) {
      text.request(spec, reply.action());
    } else if (answered.reply() instanceof HttpRespReply reply) {
      text.response(spec.upstream(), spec.outcome(reply));
    } else {
      throw new AssertionError("the peer lets no other reply through: " + answered);
    }
    return text.lines;
  }

  private void request(CallSpec spec, RequestAction action) {
    RequestEffect outcome = spec.outcome(action);
    if (outcome instanceof RequestEffect.Stopped stopped) {
      stopped(stopped.response());
    } else if (outcome instanceof RequestEffect.Forwarded forwarded) {
      forwarded(spec, forwarded);
    }
  }

  private void stopped(GatewayResponse response) {
    lines.add("stop: the client gets " + response.status());
    response.headers().forEach(header -> lines.add("  " + header(header)));
    if (response.body().isEmpty()) {
      lines.add("  (no body)");
      return;
    }
    lines.add("");
    BodyText.lines(response.body()).forEach(line -> lines.add("  " + line));
  }

  private void forwarded(CallSpec spec, RequestEffect.Forwarded forwarded) {
    MessageDiff diff = spec.diff(forwarded);
    lines.add(
        diff.isChange()
            ? "rewrite: the request goes on, changed"
            : "proceed: the request goes on unchanged");
    for (MessageDiff.Line line : diff.lines()) {
      if (line.change() != Change.KEPT) {
        lines.add(signed(line, line.part().label() + " " + line.text()));
      }
    }
  }

  private void response(GatewayResponse upstream, GatewayResponse client) {
    MessageDiff diff = MessageDiff.of(upstream, client);
    String changed = diff.isChange() ? ", changed" : ", unchanged";
    lines.add("response: the client gets " + client.status() + changed);
    List<String> body = new ArrayList<>();
    for (MessageDiff.Line line : diff.lines()) {
      if (line.part() == Part.BODY) {
        body.add(signed(line, line.text()));
      } else if (line.part() == Part.HEADER) {
        lines.add(signed(line, line.text()));
      } else if (line.change() != Change.KEPT) {
        lines.add(signed(line, line.part().label() + " " + line.text()));
      }
    }
    lines.add("");
    lines.addAll(body);
  }

  private static String signed(MessageDiff.Line line, String text) {
    return line.change().sign() + " " + text;
  }

  private static String header(TextEntry header) {
    return header.name().string() + header.value().map(value -> ": " + value.string()).orElse("");
  }
}
