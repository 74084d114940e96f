/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.a6runner.starter.http.LoopbackAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dev gateway between a client and an upstream, without filters. */
class DevUpstreamTest {
  private static final LoopbackAddress ANY = LoopbackAddress.parse("127.0.0.1:0").orElseThrow();
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path folder;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  DevUpstreamTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void post_bodyOfKnownLength_reachesTheUpstream() throws Exception {
    assertThat(post(BodyPublishers.ofString("a body"))).isEqualTo("POST /x?y=1 6 null a body");
  }

  @Test
  void post_chunkedBody_reachesTheUpstream() throws Exception {
    byte[] body = "in chunks".getBytes(ISO_8859_1);

    assertThat(post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))))
        .isEqualTo("POST /x?y=1 9 null in chunks");
  }

  @Test
  void post_noBody_saysSo() throws Exception {
    assertThat(post(BodyPublishers.noBody())).isEqualTo("POST /x?y=1 0 null ");
  }

  @Test
  void head_upstreamsLength_reachesTheClient() throws Exception {
    try (Running running = new Running(HttpServer.create(ANY.socket(), 0), "http")) {
      HttpResponse<String> response =
          send(running, HttpRequest.newBuilder().method("HEAD", BodyPublishers.noBody()));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("content-length")).contains("1234");
      assertThat(response.headers().firstValue("x-method")).contains("HEAD");
    }
  }

  @Test
  void upstream_certificateOfNobodyKnown_is502ThatSaysWhy() throws Exception {
    try (Running running = new Running(selfSigned(), "https")) {
      HttpResponse<String> response = send(running, HttpRequest.newBuilder().GET());

      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(response.body())
          .startsWith("502 Bad Gateway: https://127.0.0.1:")
          .contains("expected: a certificate that the JVM trusts");
    }
  }

  @Test
  void requests_sentAtOnce_areAnsweredInOrder() throws Exception {
    try (DevGateway gateway = gateway(DevSettings.ECHO);
        Socket socket =
            new Socket(InetAddress.getLoopbackAddress(), URI.create(gateway.url()).getPort())) {
      String requests =
          "POST /one HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
              + "GET /two HTTP/1.1\r\nHost: x\r\n\r\n"
              + "PUT /three HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "2\r\nde\r\n0\r\n\r\n"
              + "GET /four HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(requests.getBytes(ISO_8859_1));

      String answers = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);

      assertThat(Pattern.compile("\"uri\" : \"(.*)\"").matcher(answers).results())
          .extracting(found -> found.group(1))
          .containsExactly("/one", "/two", "/three", "/four");
      assertThat(answers).containsSubsequence("\"abc\"", "\"de\"");
    }
  }

  @Test
  void request_ofNoHttp_is400AndTheEnd() throws Exception {
    try (DevGateway gateway = gateway(DevSettings.ECHO);
        Socket socket =
            new Socket(InetAddress.getLoopbackAddress(), URI.create(gateway.url()).getPort())) {
      socket.getOutputStream().write("nonsense\r\n\r\n".getBytes(ISO_8859_1));

      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertThat(answer).startsWith("HTTP/1.1 400");
    }
  }

  private String post(HttpRequest.BodyPublisher body) throws Exception {
    try (Running running = new Running(HttpServer.create(ANY.socket(), 0), "http")) {
      return send(running, HttpRequest.newBuilder().POST(body)).body();
    }
  }

  private HttpResponse<String> send(Running upstream, HttpRequest.Builder request)
      throws Exception {
    try (DevGateway gateway = gateway(upstream.uri())) {
      URI uri = URI.create(gateway.url() + "/x?y=1");
      return client.send(request.uri(uri).build(), BodyHandlers.ofString());
    }
  }

  private DevGateway gateway(URI upstream) throws Exception {
    Path routes = folder.resolve("routes.yaml");
    Files.writeString(routes, "routes: [{uri: /*}]\n#END\n");
    DevGateway gateway =
        DevGateway.start(
            new DevSettings(
                ANY,
                routes,
                Optional.of(upstream),
                folder.resolve("none.sock"),
                new RunnerView(() -> "{}", new RunnerLog(), List.of())),
            line -> {});
    gateway.open();
    return gateway;
  }

  private HttpServer selfSigned() throws Exception {
    Path file = folder.resolve("keys.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process made =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(made.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(ANY.socket(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return server;
  }

  /** An upstream that tells what it got: method, URI, length, transfer coding and body. */
  private record Running(HttpServer server, String scheme) implements AutoCloseable {
    Running {
      server.createContext("/", Running::answer);
      server.start();
    }

    URI uri() {
      return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange) throws IOException {
      exchange.getResponseHeaders().set("X-Method", exchange.getRequestMethod());
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.getResponseHeaders().set("Content-Length", "1234");
        exchange.sendResponseHeaders(200, -1);
      } else {
        byte[] got = seen(exchange).getBytes(ISO_8859_1);
        exchange.sendResponseHeaders(200, got.length);
        exchange.getResponseBody().write(got);
      }
      exchange.close();
    }

    private static String seen(HttpExchange exchange) throws IOException {
      try (InputStream body = exchange.getRequestBody()) {
        return String.join(
            " ",
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders().getFirst("Content-Length"),
            exchange.getRequestHeaders().getFirst("Transfer-Encoding"),
            new String(body.readAllBytes(), ISO_8859_1));
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
