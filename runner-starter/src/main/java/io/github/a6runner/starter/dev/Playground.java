/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.ApisixPeer;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.starter.dev.PlayStep.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The page at {@code /_a6/}, and what it asks for. Free to share between threads. */
final class Playground {
  private static final String ROOT = "/_a6/";
  private static final Duration LOG_PATIENCE = Duration.ofMillis(300);
  private static final int MAX_KNOWN = 10_000;

  /** The page loads nothing from elsewhere, runs no code in the HTML, and stands in no frame. */
  private static final List<TextEntry> SAFETY =
      List.of(
          TextEntry.of(
              "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                  + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                  + " frame-ancestors 'none'"),
          TextEntry.of("X-Content-Type-Options", "nosniff"),
          TextEntry.of("Referrer-Policy", "no-referrer"),
          TextEntry.of("Cross-Origin-Resource-Policy", "same-origin"),
          TextEntry.of("Cross-Origin-Opener-Policy", "same-origin"),
          TextEntry.of("Cache-Control", "no-store"));

  private final Supplier<RouteTable> routes;
  private final ApisixPeer peer;
  private final RunnerView runner;
  private final LongSupplier nanos;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /**
   * Creates the page.
   *
   * @param routes gives the routes of now
   * @param peer asks the runner
   * @param runner what is known of the runner besides
   * @param nanos the clock
   */
  Playground(Supplier<RouteTable> routes, ApisixPeer peer, RunnerView runner, LongSupplier nanos) {
    this.routes = routes;
    this.peer = peer;
    this.runner = runner;
    this.nanos = nanos;
  }

  /** Tells whether a request is for the page; its paths are not for routes. */
  static boolean takes(IncomingRequest request) {
    String path = request.target().rawPath();
    return path.equals("/_a6") || path.startsWith(ROOT);
  }

  /** Answers a request for the page, on the calling thread. */
  GatewayResponse answer(IncomingRequest request) {
    GatewayResponse response = SameOrigin.refusal(request).orElseGet(() -> own(request));
    return new GatewayResponse(
        response.status(), DevHeaders.replaced(response.headers(), SAFETY), response.body());
  }

  private GatewayResponse own(IncomingRequest request) {
    String path = request.target().rawPath();
    if (path.equals("/_a6")) {
      return new GatewayResponse(308, List.of(TextEntry.of("Location", ROOT)), Bytes.EMPTY);
    }
    String name = path.substring(ROOT.length());
    if (name.equals("api/run")) {
      return posted(request);
    }
    if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
      return notAllowed("GET, HEAD");
    }
    return switch (name) {
      case "api/filters" -> filters();
      case "api/routes" -> json(200, PlayJson.routes(routes.get().routes()));
      default ->
          PageFiles.find(name.isEmpty() ? "index.html" : name)
              .orElseGet(() -> RequestFlow.text(404, "404: no such page\n"));
    };
  }

  private GatewayResponse posted(IncomingRequest request) {
    if (request.method() != HttpMethod.POST) {
      return notAllowed("POST");
    }
    // What a form of another page can send is never of this type.
    if (!isJson(request)) {
      return RequestFlow.text(415, "415: content-type (expected: application/json)\n");
    }
    try {
      return run(PlayReader.read(request.body(), request.server()));
    } catch (PlayException e) {
      return json(400, PlayJson.error(String.valueOf(e.getMessage())));
    }
  }

  private GatewayResponse run(PlayInput input) {
    long before = runner.log().count();
    PlayResult result = PlayRun.of(input, peer, this::isNew, nanos);
    boolean failed = result.steps().stream().anyMatch(step -> step.outcome() == Outcome.FAILED);
    List<String> said = runner.log().since(before, failed ? LOG_PATIENCE : Duration.ZERO);
    return json(
        200,
        PlayJson.result(
            result,
            CallCommandLine.all(runner.call(), input, result),
            RouteSnippet.of(input),
            said));
  }

  private boolean isNew(PeerConf conf) {
    if (known.size() > MAX_KNOWN) {
      known.clear();
    }
    return known.add(conf.key());
  }

  private GatewayResponse filters() {
    try {
      return json(200, runner.filters().json());
    } catch (IOException e) {
      return json(503, PlayJson.error(String.valueOf(e.getMessage())));
    }
  }

  private static boolean isJson(IncomingRequest request) {
    List<String> types =
        request.headers().stream()
            .filter(header -> DevHeaders.name(header).equals("content-type"))
            .map(DevHeaders::value)
            .toList();
    return types.size() == 1 && types.get(0).matches("(?i)application/json\\s*(;.*)?");
  }

  private static GatewayResponse notAllowed(String methods) {
    GatewayResponse response = RequestFlow.text(405, "405: method (expected: " + methods + ")\n");
    List<TextEntry> headers = new ArrayList<>(response.headers());
    headers.add(TextEntry.of("Allow", methods));
    return new GatewayResponse(405, headers, response.body());
  }

  private static GatewayResponse json(int status, String text) {
    return new GatewayResponse(
        status,
        List.of(TextEntry.of("Content-Type", "application/json")),
        Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
