/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.starter.dev.PlayResult.PhaseStart;
import io.github.a6runner.starter.http.BodyText;
import io.github.a6runner.starter.surroundings.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the command {@code call} that does what a phase did, for a shell. */
final class CallCommandLine {
  private final List<String> parts = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private CallCommandLine(List<String> start) {
    parts.add(start.stream().map(Words::ofShell).collect(Collectors.joining(" ")));
  }

  /**
   * Writes it.
   *
   * @param begin the words that it begins with
   * @param filters the filters of the phase
   * @param start what the phase began with
   */
  static String of(List<String> begin, List<PlayFilter> filters, PhaseStart start) {
    CallCommandLine line = new CallCommandLine(begin);
    filters.forEach(filter -> line.option("--filter", filter.name() + "=" + filter.conf()));
    start
        .upstream()
        .ifPresentOrElse(
            response -> line.response(start, response), () -> line.request(start.request()));
    String target = start.target().written();
    if (!target.equals("/")) {
      line.option("--path", target);
    }
    String command = String.join(" \\\n  ", line.parts);
    return line.notes.stream().map(note -> note + "\n").collect(Collectors.joining()) + command;
  }

  private void request(GatewayRequest request) {
    method(request);
    List<TextEntry> implied =
        List.of(
            TextEntry.of("host", "localhost"),
            TextEntry.of("content-length", Integer.toString(request.body().size())));
    headers(request.headers().stream().filter(header -> !implied.contains(header)).toList());
    body(request.body(), "request-body.bin");
  }

  private void response(PhaseStart start, GatewayResponse response) {
    option("--phase", "response");
    method(start.request());
    option("--status", Integer.toString(response.status()));
    headers(response.headers());
    body(response.body(), "response-body.bin");
  }

  private void method(GatewayRequest request) {
    if (!request.method().name().equals("GET")) {
      option("--method", request.method().name());
    }
  }

  private void headers(List<TextEntry> headers) {
    headers.forEach(
        header ->
            option(
                "--header",
                header.name().string() + ": " + header.value().map(Text::string).orElse("")));
  }

  /** A text stands on the command line; all else would mean another body there. */
  private void body(Bytes body, String file) {
    Optional<String> text = BodyText.text(body).filter(each -> !each.startsWith("@"));
    if (text.isEmpty()) {
      option("--body", "@" + file);
      notes.add("# " + file + ": a file with the " + body.size() + " bytes of the body");
    } else if (!body.isEmpty()) {
      option("--body", text.get());
    }
  }

  private void option(String name, String value) {
    parts.add(name + " " + Words.ofShell(value));
  }

  /** The commands of all phases that ran. */
  static List<String> all(List<String> begin, PlayInput input, PlayResult result) {
    return result.starts().stream()
        .map(start -> of(begin, input.chain(start.plugin()), start))
        .toList();
  }
}
