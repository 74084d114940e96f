/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;

/** The runner's reply, field by field as it was on the wire. */
final class WireReply {
  private final Shown shown = new Shown();

  private WireReply() {}

  static String shown(PeerReply reply) {
    WireReply text = new WireReply();
    if (reply instanceof PeerReply.Failed failed) {
      text.shown.line(failed.code().map(code -> "ERROR " + code).orElseGet(failed::reason));
    } else if (reply instanceof PeerReply.Answered answered) {
      text.message(answered.reply());
    }
    return text.shown.toString();
  }

  private void message(RunnerMessage message) {
    if (message instanceof HttpReqReply reply) {
      request(reply.action());
    } else if (message instanceof HttpRespReply reply) {
      shown.line("HTTP_RESP_CALL");
      shown.line("  status: " + (reply.status() == 0 ? "0, as it was" : reply.status()));
      entries("header", reply.headers());
      body(reply.body());
    } else {
      throw new AssertionError(message);
    }
  }

  private void request(RequestAction action) {
    if (action instanceof RequestAction.Stop stop) {
      shown.line("HTTP_REQ_CALL, Stop");
      shown.line("  status: " + stop.status());
      entries("header", stop.headers());
      body(stop.body());
    } else if (action instanceof RequestAction.Rewrite rewrite) {
      shown.line("HTTP_REQ_CALL, Rewrite");
      rewrite.path().map(Text::string).ifPresent(path -> shown.line("  path: " + path));
      entries("header", rewrite.headers());
      entries("argument", rewrite.args());
      entries("response header", rewrite.responseHeaders());
      body(rewrite.body());
    } else {
      shown.line("HTTP_REQ_CALL without an action");
    }
  }

  /** An entry without a value takes what has its name away. */
  private void entries(String what, List<TextEntry> entries) {
    for (TextEntry entry : entries) {
      String value = entry.value().map(text -> ": " + text.string()).orElse(" (none)");
      shown.line("  " + what + " " + entry.name().string() + value);
    }
  }

  private void body(Bytes body) {
    if (!body.isEmpty()) {
      shown.line("  body: " + Shown.inOneLine(Converted.body(body)));
    }
  }
}
