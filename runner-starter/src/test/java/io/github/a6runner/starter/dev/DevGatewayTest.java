/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import io.github.a6runner.core.RunnerServer;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.Plugins;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.core.socket.StartException;
import io.github.a6runner.starter.http.LoopbackAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevGatewayTest {
  private static final String ROUTES =
      """
      routes:
        - uri: /stop
          plugins: {ext-plugin-pre-req: {conf: [{name: stop, value: '{}'}]}}
        - uri: /change
          plugins:
            ext-plugin-pre-req: {conf: [{name: change, value: '{}'}]}
            ext-plugin-post-req: {conf: [{name: change, value: '{}'}]}
        - uri: /stamp
          plugins: {ext-plugin-post-resp: {conf: [{name: stamp, value: '{}'}]}}
        - uri: /strict
          plugins: {ext-plugin-pre-req: {conf: [{name: none, value: '{}'}]}}
        - uri: /lenient
          plugins:
            ext-plugin-pre-req: {allow_degradation: true, conf: [{name: none, value: '{}'}]}
        - uri: /dead
          upstream: {nodes: {"127.0.0.1:1": 1}}
      #END
      """;

  private final Path folder;
  private final Path file;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private FilterSet filters;
  private RunnerServer runner;
  private DevGateway gateway;

  DevGatewayTest(@TempDir Path folder) {
    this.folder = folder;
    this.file = folder.resolve("routes.yaml");
  }

  @BeforeEach
  void start() throws Exception {
    Files.writeString(file, ROUTES);
    filters = FilterSet.of(new Stop(), new Change(), new Stamp());
    runner = startRunner();
    gateway = DevGateway.start(settings(Optional.empty()), said::add);
    gateway.open();
  }

  @AfterEach
  void stop() {
    gateway.close();
    runner.close();
    filters.close();
  }

  @Test
  void request_filterThatStops_isAnsweredByIt() throws Exception {
    HttpResponse<String> response = get("/stop");

    assertThat(response.statusCode()).isEqualTo(418);
    assertThat(response.headers().firstValue("X-Kind")).contains("Tea");
    assertThat(response.body()).isEqualTo("tea");
  }

  @Test
  void request_changedInBothPhases_reachesTheUpstreamChanged() throws Exception {
    HttpResponse<String> response = get("/change?a=1&b=2");

    JsonNode arrived = new ObjectMapper().readTree(response.body());
    assertThat(arrived.get("uri").asText()).isEqualTo("/new%20path?a=x&b=2");
    assertThat(arrived.get("headers").get("x-client").get(0).asText()).isEqualTo("127.0.0.1 ++");
    assertThat(response.headers().allValues("X-Changed")).containsExactly("yes");
  }

  @Test
  void response_filterThatAddsAHeader_keepsTheUpstreams() throws Exception {
    HttpResponse<String> response = get("/stamp");

    assertThat(response.headers().firstValue("X-Stamp")).contains("200 /stamp");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
  }

  @Test
  void request_filterThatIsNotLoaded_isRefusedUnlessTheRouteDegrades() throws Exception {
    assertThat(get("/strict").statusCode()).isEqualTo(503);
    assertThat(get("/lenient").statusCode()).isEqualTo(200);
    assertThat(said.take()).startsWith("route arr_4: ext-plugin-pre-req: the client gets 503");
    assertThat(said.take()).startsWith("route arr_5: ext-plugin-pre-req: goes on");
  }

  @Test
  void request_beforeTheGatewayIsOpen_waitsForTheRunner() throws Exception {
    runner.close();
    try (DevGateway early = DevGateway.start(settings(Optional.empty()), said::add)) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(early.url() + "/stop")).build();
      CompletableFuture<HttpResponse<String>> response =
          client.sendAsync(request, BodyHandlers.ofString());
      runner = startRunner();
      early.open();

      assertThat(response.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(418);
    }
  }

  @Test
  void request_withoutARunner_degradesAsTheRouteSays() throws Exception {
    runner.close();

    assertThat(get("/stop").statusCode()).isEqualTo(503);
    assertThat(get("/lenient").statusCode()).isEqualTo(200);
  }

  @Test
  void response_withoutARunner_leaksTheBodyAsApisixDoes() throws Exception {
    runner.close();

    HttpResponse<String> response = get("/stamp");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("\"uri\" : \"/stamp\"");
  }

  @Test
  void request_withoutRouteOrUpstream_is404Or502() throws Exception {
    assertThat(get("/nowhere").statusCode()).isEqualTo(404);
    assertThat(get("/dead").statusCode()).isEqualTo(502);
  }

  @Test
  void request_upstreamForAll_goesThere() throws Exception {
    URI other = URI.create(gateway.url());
    try (DevGateway before = DevGateway.start(settings(Optional.of(other)), said::add)) {
      before.open();
      HttpRequest request = HttpRequest.newBuilder(URI.create(before.url() + "/dead")).build();

      assertThat(client.send(request, BodyHandlers.ofString()).body()).contains("502 Bad Gateway");
      assertThat(said.take()).startsWith("route arr_6: upstream: ");
    }
  }

  @Test
  void request_largerThanTheLimit_is413() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway.url() + "/stamp"))
            .expectContinue(true)
            .POST(BodyPublishers.ofByteArray(new byte[HttpServer.MAX_BODY + 1]))
            .build();

    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
  }

  @Test
  void routes_changedFile_isReadAgain() throws Exception {
    Files.writeString(file, "routes:\n  - uri: /other\n#END\n");

    assertThat(said.poll(20, TimeUnit.SECONDS)).endsWith("read again, 1 route");
    assertThat(get("/other").statusCode()).isEqualTo(200);
    assertThat(get("/stop").statusCode()).isEqualTo(404);
  }

  @Test
  void routes_brokenFile_leavesTheOldOnes() throws Exception {
    Files.writeString(file, "routes: [");

    assertThat(said.poll(20, TimeUnit.SECONDS)).contains("routes.yaml:1: not YAML");
    assertThat(get("/stop").statusCode()).isEqualTo(418);
  }

  private RunnerServer startRunner() throws StartException {
    Path socket = folder.resolve("x.sock");
    return RunnerServer.start(
        RunnerConfig.builder().listen(socket).runtimeDir(folder).build(), Plugins.of(filters));
  }

  private DevSettings settings(Optional<URI> upstream) {
    LoopbackAddress any = LoopbackAddress.parse("127.0.0.1:0").orElseThrow();
    return new DevSettings(any, file, upstream, folder.resolve("x.sock"), view());
  }

  private static RunnerView view() {
    return new RunnerView(() -> "{}", new RunnerLog(), List.of("a6-runner", "call"));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(gateway.url() + path)).build(), BodyHandlers.ofString());
  }

  private abstract static class Named implements Filter<String> {
    @Override
    public final String name() {
      return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    @Override
    public final String configure(ConfSource source) {
      return source.text();
    }
  }

  private static final class Stop extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.stop(418).header("X-Kind", "Tea").body("tea");
    }
  }

  /** Runs twice: each time a plus is added. */
  private static final class Change extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) throws Exception {
      String before =
          call.headers().first("x-client").orElse(call.variable("remote_addr").orElse("?") + " ");
      call.headers().set("x-client", before + "+");
      call.path("/new path");
      call.args().set("a", "x");
      call.responseHeaders().set("X-Changed", "yes");
      return Decision.proceed();
    }
  }

  private static final class Stamp extends Named {
    @Override
    public void onResponse(ResponseCall call, String conf) throws Exception {
      call.headers().set("X-Stamp", call.status() + " " + call.variable("uri").orElse("-"));
    }
  }
}
