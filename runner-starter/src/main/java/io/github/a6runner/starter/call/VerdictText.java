/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.call;

import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.peer.RequestEffect;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.starter.http.BodyText;
import io.github.a6runner.starter.http.EntryDiff;
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
    lines.add(
        spec.isChanged(forwarded)
            ? "rewrite: the request goes on, changed"
            : "proceed: the request goes on unchanged");
    GatewayRequest before = spec.request();
    GatewayRequest after = forwarded.request();
    changed("path", before.path().string(), after.path().string());
    entries("arg", "=", EntryDiff.ofArgs(before.args(), after.args()));
    entries("header", ": ", EntryDiff.ofHeaders(before.headers(), after.headers()));
    body(before.body(), after.body());
    entries("response header", ": ", EntryDiff.ofHeaders(List.of(), forwarded.responseHeaders()));
  }

  private void entries(String what, String separator, List<EntryDiff.Line> diff) {
    for (EntryDiff.Line line : diff) {
      if (line.change() != EntryDiff.Change.KEPT) {
        lines.add(line.change().sign() + " " + what + " " + entry(line.entry(), separator));
      }
    }
  }

  private void changed(String what, String before, String after) {
    if (!before.equals(after)) {
      lines.add("- " + what + " " + before);
      lines.add("+ " + what + " " + after);
    }
  }

  private void body(Bytes before, Bytes after) {
    if (!before.equals(after)) {
      BodyText.lines(before).forEach(line -> lines.add("- body " + line));
      BodyText.lines(after).forEach(line -> lines.add("+ body " + line));
    }
  }

  private void response(GatewayResponse upstream, GatewayResponse client) {
    boolean same = sameForAClient(upstream, client);
    lines.add(
        "response: the client gets " + client.status() + (same ? ", unchanged" : ", changed"));
    if (upstream.status() != client.status()) {
      lines.add("- status " + upstream.status());
      lines.add("+ status " + client.status());
    }
    for (EntryDiff.Line line : EntryDiff.ofHeaders(upstream.headers(), client.headers())) {
      lines.add(line.change().sign() + " " + header(line.entry()));
    }
    lines.add("");
    if (!upstream.body().equals(client.body())) {
      BodyText.lines(upstream.body()).forEach(line -> lines.add("- " + line));
      BodyText.lines(client.body()).forEach(line -> lines.add("+ " + line));
    } else {
      BodyText.lines(client.body()).forEach(line -> lines.add("  " + line));
    }
  }

  private static boolean sameForAClient(GatewayResponse upstream, GatewayResponse client) {
    return upstream.status() == client.status()
        && upstream.body().equals(client.body())
        && !EntryDiff.isChange(EntryDiff.ofHeaders(upstream.headers(), client.headers()));
  }

  private static String header(TextEntry header) {
    return entry(header, ": ");
  }

  private static String entry(TextEntry entry, String separator) {
    return entry.name().string()
        + entry.value().map(value -> separator + value.string()).orElse("");
  }
}
