/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.RequestTarget;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Asks upstreams, or the echo where there is none. Free to share between threads. */
final class Upstream {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private static final String TRUST =
      "expected: a certificate that the JVM trusts; -Djavax.net.ssl.trustStore in"
          + " A6_RUNNER_JAVA_OPTS names others";

  private final Optional<URI> override;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  /** Creates the upstreams, of which one may stand for all. */
  Upstream(Optional<URI> override) {
    this.override = override;
  }

  /** Asks, and waits for the whole answer. */
  GatewayResponse ask(Route route, GatewayRequest request, RequestTarget target)
      throws IOException {
    Optional<URI> base = override.or(route::upstream);
    return base.isEmpty() || base.get().equals(DevSettings.ECHO)
        ? Echo.answer(request, target)
        : proxy(base.get(), request, target);
  }

  private GatewayResponse proxy(URI base, GatewayRequest request, RequestTarget target)
      throws IOException {
    try {
      HttpRequest message = message(base, request, target);
      HttpResponse<InputStream> response = client.send(message, BodyHandlers.ofInputStream());
      return new GatewayResponse(response.statusCode(), headers(response), body(response));
    } catch (SSLException e) {
      throw new IOException(base + ": " + e.getMessage() + " (" + TRUST + ")", e);
    } catch (ConnectException e) {
      throw new IOException(base + ": nobody answers there (expected: the service)", e);
    } catch (IllegalArgumentException e) {
      throw new IOException("a request that the HTTP client cannot send: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static HttpRequest message(URI base, GatewayRequest request, RequestTarget target) {
    URI uri = URI.create(base.getScheme() + "://" + base.getRawAuthority() + target.written());
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(ANSWER);
    byte[] body = request.body().toByteArray();
    builder.method(
        request.method().name(),
        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    for (TextEntry header : DevHeaders.endToEnd(request.headers())) {
      header(builder, header);
    }
    return builder.build();
  }

  /** The client refuses Host unless the JVM was started with leave to set it. */
  private static void header(HttpRequest.Builder builder, TextEntry header) {
    try {
      builder.header(header.name().string(), DevHeaders.value(header));
    } catch (IllegalArgumentException e) {
      if (!DevHeaders.name(header).equals("host")) {
        throw e;
      }
    }
  }

  private static List<TextEntry> headers(HttpResponse<?> response) {
    List<TextEntry> headers = new ArrayList<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> values.forEach(value -> headers.add(entry(name, value))));
    return headers;
  }

  private static TextEntry entry(String name, String value) {
    return new TextEntry(
        Text.of(name), Optional.of(Text.decode(value.getBytes(StandardCharsets.ISO_8859_1))));
  }

  private static Bytes body(HttpResponse<InputStream> response) throws IOException {
    try (InputStream in = response.body()) {
      byte[] body = in.readNBytes(HttpServer.MAX_BODY + 1);
      if (body.length > HttpServer.MAX_BODY) {
        throw new IOException("a body of more than 16 MiB (expected: less)");
      }
      return Bytes.of(body);
    }
  }
}
