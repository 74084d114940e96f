/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.call;

import io.github.a6runner.api.Phase;
import io.github.a6runner.peer.ClientConnection;
import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.GatewayVariables;
import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.peer.RequestTarget;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.starter.http.WrittenMessage;
import io.github.a6runner.starter.surroundings.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say what the call is like. */
final class CallOptions {
  private static final GatewayResponse NO_RESPONSE =
      new GatewayResponse(200, List.of(), Bytes.EMPTY);

  @Option(
      names = "--filter",
      required = true,
      paramLabel = "NAME[=JSON]",
      description = "A filter and its conf, {} unless given. May be repeated: a chain.")
  private List<String> filters = new ArrayList<>();

  @Option(
      names = "--phase",
      paramLabel = "request|response",
      description = "The phase in which the filters are called. Default: request.")
  private String phase = "request";

  @Option(names = "--method", paramLabel = "METHOD", description = "The method. Default: GET.")
  private String method = "GET";

  @Option(
      names = "--path",
      paramLabel = "PATH[?QUERY]",
      description = "The path and query. Default: /.")
  private String path = "/";

  @Option(
      names = "--header",
      paramLabel = "'NAME: VALUE'",
      description =
          "A header of the request or, in the response phase, of the upstream's response.")
  private List<String> headers = new ArrayList<>();

  @Option(
      names = "--body",
      paramLabel = "TEXT|@FILE",
      description =
          "The body of the request or, in the response phase, of the upstream's response.")
  private Optional<String> body = Optional.empty();

  @Option(
      names = "--status",
      paramLabel = "NUMBER",
      description = "The upstream's status, in the response phase. Default: 200.")
  private Optional<Integer> status = Optional.empty();

  @Option(
      names = "--var",
      paramLabel = "NAME=VALUE",
      description =
          "A variable of nginx or APISIX. What follows from the request is there already.")
  private List<String> variables = new ArrayList<>();

  /** The call that the options describe. */
  CallSpec spec() throws UsageException {
    try {
      return read();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private CallSpec read() throws UsageException {
    Phase meant = phase();
    if (meant == Phase.REQUEST && status.isPresent()) {
      throw new UsageException("--status: " + status.get() + " (expected: with --phase response)");
    }
    Bytes bytes = body();
    RequestTarget target = target();
    boolean ofRequest = meant == Phase.REQUEST;
    GatewayRequest request =
        ofRequest ? request(target, headers(), bytes) : request(target, List.of(), Bytes.EMPTY);
    GatewayResponse upstream =
        ofRequest
            ? NO_RESPONSE
            : new GatewayResponse(
                WrittenMessage.status("--status", Integer.toString(status.orElse(200))),
                headers(),
                bytes);
    return new CallSpec(meant, conf(), request, upstream, variables(target, request, upstream));
  }

  private Phase phase() throws UsageException {
    return switch (phase) {
      case "request" -> Phase.REQUEST;
      case "response" -> Phase.RESPONSE;
      default -> throw new UsageException("--phase: " + phase + " (expected: request or response)");
    };
  }

  /** Of the same filters it is the same conf, and of others another. */
  private PeerConf conf() throws UsageException {
    List<TextEntry> confs = new ArrayList<>();
    for (String filter : filters) {
      int equals = filter.indexOf('=');
      String name = equals < 0 ? filter : filter.substring(0, equals);
      if (name.isBlank()) {
        throw new UsageException("--filter: " + filter + " (expected: NAME or NAME=JSON)");
      }
      confs.add(TextEntry.of(name, equals < 0 ? "{}" : filter.substring(equals + 1)));
    }
    return new PeerConf("a6-runner call " + Integer.toHexString(confs.hashCode()), confs);
  }

  private RequestTarget target() throws UsageException {
    if (!path.startsWith("/")) {
      throw new UsageException("--path: " + path + " (expected: a path that begins with /)");
    }
    return new RequestTarget(path);
  }

  private GatewayRequest request(RequestTarget target, List<TextEntry> given, Bytes bytes) {
    return new GatewayRequest(
        WrittenMessage.method("--method", method),
        target.path(),
        target.args(),
        WrittenMessage.completed(given, bytes),
        bytes);
  }

  private List<TextEntry> headers() {
    return headers.stream().map(this::header).toList();
  }

  private TextEntry header(String line) {
    return phase.equals("request")
        ? WrittenMessage.requestHeader("--header", line)
        : WrittenMessage.responseHeader("--header", line);
  }

  private Bytes body() throws UsageException {
    String given = body.orElse("");
    if (!given.startsWith("@")) {
      return Bytes.of(given.getBytes(StandardCharsets.UTF_8));
    }
    try {
      return Bytes.of(Files.readAllBytes(Path.of(given.substring(1))));
    } catch (IOException e) {
      throw new UsageException("--body: " + given + " (expected: a text, or @ and a file to read)");
    }
  }

  private Map<String, Bytes> variables(
      RequestTarget target, GatewayRequest request, GatewayResponse upstream)
      throws UsageException {
    GatewayVariables derived =
        GatewayVariables.of(ClientConnection.MADE_UP, target, request, request);
    if (phase.equals("response")) {
      derived.response(upstream.status(), upstream.headers());
    }
    Map<String, Bytes> all = new HashMap<>(derived.toMap());
    for (String variable : variables) {
      int equals = variable.indexOf('=');
      if (equals < 1) {
        throw new UsageException("--var: " + variable + " (expected: NAME=VALUE)");
      }
      all.put(variable.substring(0, equals), bytes(variable.substring(equals + 1)));
    }
    return all;
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
