/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.RequestTarget;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.starter.http.LoopbackAddress;
import io.github.a6runner.starter.http.WrittenMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads what the page wants to be tried. */
final class PlayReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOT_AN_OBJECT =
      "body: not JSON of a run (expected: an object with request and chain)";
  private static final int MAX_CHAIN = 50;
  private static final int CLIENT_PORT = 50_000;

  private final JsonNode root;
  private final LoopbackAddress server;

  private PlayReader(JsonNode root, LoopbackAddress server) {
    this.root = root;
    this.server = server;
  }

  /**
   * Reads a body.
   *
   * @param body JSON as the page sends it
   * @param server where the made-up request arrives
   */
  static PlayInput read(Bytes body, LoopbackAddress server) throws PlayException {
    try {
      JsonNode root = JSON.readTree(body.toByteArray());
      if (!root.isObject()) {
        throw new PlayException(NOT_AN_OBJECT);
      }
      return new PlayReader(root, server).read();
    } catch (JsonProcessingException e) {
      throw new PlayException(NOT_AN_OBJECT);
    } catch (IllegalArgumentException e) {
      throw new PlayException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new AssertionError("bytes in memory can be read", e);
    }
  }

  private PlayInput read() throws PlayException {
    return new PlayInput(incoming(), chain(), degrading(), upstream());
  }

  private IncomingRequest incoming() throws PlayException {
    JsonNode request = root.path("request");
    String target = request.path("target").asText("/").strip();
    if (!target.matches("/[\\x21-\\x7e]*")) {
      throw new PlayException("path: " + target + " (expected: / and what a URL may contain)");
    }
    Bytes body = bytes(request);
    return new IncomingRequest(
        WrittenMessage.method("method", request.path("method").asText("GET")),
        new RequestTarget(target),
        WrittenMessage.completed(
            headers(request, line -> WrittenMessage.requestHeader("header", line)), body),
        body,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), CLIENT_PORT),
        server);
  }

  private static Bytes bytes(JsonNode message) {
    return Bytes.of(message.path("body").asText("").getBytes(StandardCharsets.UTF_8));
  }

  /** One header a line. */
  private static List<TextEntry> headers(JsonNode message, Function<String, TextEntry> read) {
    return message
        .path("headers")
        .asText("")
        .lines()
        .filter(line -> !line.isBlank())
        .map(read)
        .toList();
  }

  private List<PlayFilter> chain() throws PlayException {
    List<PlayFilter> chain = new ArrayList<>();
    for (JsonNode step : root.path("chain")) {
      String name = step.path("filter").asText("").strip();
      if (name.isEmpty()) {
        throw new PlayException("filter " + (chain.size() + 1) + ": none (expected: its name)");
      }
      chain.add(
          new PlayFilter(
              plugin(step.path("phase").asText("")), name, step.path("conf").asText("")));
    }
    if (chain.size() > MAX_CHAIN) {
      throw new PlayException(
          "chain: " + chain.size() + " filters (expected: at most " + MAX_CHAIN + ")");
    }
    chain.sort(Comparator.comparing(PlayFilter::plugin));
    return chain;
  }

  private Set<ExtPlugin> degrading() throws PlayException {
    Set<ExtPlugin> degrading = EnumSet.noneOf(ExtPlugin.class);
    for (JsonNode name : root.path("allow_degradation")) {
      degrading.add(plugin(name.asText("")));
    }
    return degrading;
  }

  private static ExtPlugin plugin(String name) throws PlayException {
    return ExtPlugin.named(name)
        .orElseThrow(
            () -> new PlayException("phase: " + name + " (expected: such as ext-plugin-pre-req)"));
  }

  private Optional<GatewayResponse> upstream() {
    JsonNode upstream = root.path("upstream");
    if (!upstream.isObject()) {
      return Optional.empty();
    }
    String status = upstream.path("status").asText("200").strip();
    return Optional.of(
        new GatewayResponse(
            WrittenMessage.status("upstream status", status),
            headers(upstream, line -> WrittenMessage.responseHeader("upstream header", line)),
            bytes(upstream)));
  }
}
