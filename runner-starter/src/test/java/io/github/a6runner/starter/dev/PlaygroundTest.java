/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.core.RunnerServer;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.Plugins;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.peer.ApisixPeer;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.TextEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlaygroundTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PAGE =
      Path.of("src/main/resources/io/github/a6runner/starter/dev/page");
  private static final String PRE = "ext-plugin-pre-req";
  private static final String POST = "ext-plugin-post-req";
  private static final String RESP = "ext-plugin-post-resp";

  private final Path folder;
  private final RunnerLog log = new RunnerLog();
  private final AtomicLong nanos = new AtomicLong();
  private FilterSet filters;
  private RunnerServer runner;
  private ApisixPeer peer;
  private Playground playground;

  PlaygroundTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void start() throws Exception {
    filters = PlayFilters.all();
    Path socket = folder.resolve("x.sock");
    runner =
        RunnerServer.start(
            RunnerConfig.builder().listen(socket).runtimeDir(folder).build(), Plugins.of(filters));
    peer = new ApisixPeer(socket);
    playground = playground(() -> "{\"filters\":[]}");
  }

  private Playground playground(FilterListing listing) {
    RunnerView view =
        new RunnerView(listing, log, List.of("bin/a6-runner", "call", "--dev", "a b"));
    RouteTable routes = RoutesFile.read("r", "routes: [{uri: /a*}]\n#END\n").table();
    return new Playground(() -> routes, peer, view, () -> nanos.addAndGet(2_000_000));
  }

  @AfterEach
  void stop() {
    peer.close();
    runner.close();
    filters.close();
  }

  @Test
  void page_ownRequest_isServedWithAStrictPolicy() {
    GatewayResponse page = get("/_a6/");

    assertThat(page.status()).isEqualTo(200);
    assertThat(text(page)).startsWith("<!DOCTYPE html>");
    assertThat(page.headers().toString())
        .contains("default-src 'none'; script-src 'self'")
        .contains("frame-ancestors 'none'")
        .contains("nosniff");
  }

  @Test
  void page_withoutItsSlash_isRedirected() {
    assertThat(get("/_a6").status()).isEqualTo(308);
  }

  @ParameterizedTest
  @CsvSource({
    "index.html, text/html; charset=utf-8",
    "style.css, text/css; charset=utf-8",
    "play.js, text/javascript; charset=utf-8",
    "icon.svg, image/svg+xml"
  })
  void page_aFile_hasItsType(String name, String type) {
    GatewayResponse file = get("/_a6/" + name);

    assertThat(file.headers()).contains(TextEntry.of("Content-Type", type));
  }

  @Test
  void page_everyFileOfItsFolder_isThere() throws IOException {
    try (Stream<Path> files = Files.list(PAGE)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(PageFiles.NAMES)
          .allMatch(name -> get("/_a6/" + name).status() == 200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/_a6/../style.css",
    "/_a6/nothing",
    "/_a6//play.js",
    "/_a6/page/play.js",
    "/_a6/.js"
  })
  void page_anythingElse_is404(String path) {
    assertThat(get(path).status()).isEqualTo(404);
  }

  @Test
  void run_anotherOrigin_isRefusedBeforeAnyFilter() throws Exception {
    GatewayResponse refused =
        playground.answer(
            Incoming.of(
                HttpMethod.POST,
                "/_a6/api/run",
                body("[]", step(PRE, "count", "")),
                "host",
                "127.0.0.1:9080",
                "origin",
                "http://evil.example",
                "content-type",
                "application/json"));

    assertThat(refused.status()).isEqualTo(403);
    JsonNode ran = run(step(PRE, "count", ""));
    assertThat(ran.at("/upstream/headers").toString()).contains("[\"x-count\",\"1\"]");
  }

  @ParameterizedTest
  @CsvSource({"text/plain", "application/x-www-form-urlencoded", "''", "application/jsonx"})
  void run_anotherContentType_is415(String type) {
    IncomingRequest request =
        Incoming.of(
            HttpMethod.POST, "/_a6/api/run", "{}", "host", "127.0.0.1:9080", "content-type", type);

    assertThat(playground.answer(request).status()).isEqualTo(415);
  }

  @Test
  void run_anotherMethod_is405() {
    assertThat(get("/_a6/api/run").status()).isEqualTo(405);
    IncomingRequest post = Incoming.own(HttpMethod.POST, "/_a6/", "{}");
    assertThat(playground.answer(post).status()).isEqualTo(405);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no json | body: not JSON of a run",
        "[] | body: not JSON of a run",
        "'' | body: not JSON of a run",
        "{\"request\":{\"target\":\"x\"}} | path: x (expected: /",
        "{\"request\":{\"method\":\"EAT\"}} | method: EAT (expected: one of GET, ",
        "{\"request\":{\"headers\":\"x\"}} | header: x (expected: Name: value)",
        "{\"chain\":[{\"phase\":\"x\",\"filter\":\"y\"}]} | phase: x (expected:",
        "{\"chain\":[{\"phase\":\"ext-plugin-pre-req\"}]} | filter 1: none (expected:",
        "{\"upstream\":{\"status\":\"7\"}} | upstream status: 7 (expected: 200 to 599)",
      })
  void run_whatCannotBeTried_isToldAs400(String body, String error) throws Exception {
    GatewayResponse response =
        playground.answer(Incoming.own(HttpMethod.POST, "/_a6/api/run", body));

    assertThat(response.status()).isEqualTo(400);
    assertThat(JSON.readTree(text(response)).get("error").asText()).startsWith(error);
  }

  @Test
  void run_chain_handsOnWhatEachFilterLeft() throws Exception {
    JsonNode ran = run(step(PRE, "mark", "a"), step(PRE, "mark", "b"), step(POST, "mark", "c"));

    assertThat(ran.at("/upstream/headers").toString()).contains("[\"x-mark\",\"abc\"]");
    assertThat(changes(ran, 0)).containsExactly("+ x-mark: a", "+ x-seen-a: /p");
    assertThat(changes(ran, 1)).containsExactly("- x-mark: a", "+ x-mark: ab", "+ x-seen-b: /p");
    assertThat(ran.at("/client/headers").toString()).contains("x-seen-a", "x-seen-b", "x-seen-c");
    assertThat(ran.at("/steps/0/micros").asLong()).isEqualTo(2000);
  }

  @Test
  void run_path_isEscapedAtTheEndOfItsPhaseOnly() throws Exception {
    JsonNode ran = run(step(PRE, "path", "/new path"), step(PRE, "mark", "a"));

    assertThat(ran.at("/client/headers").toString()).contains("[\"x-seen-a\",\"/new path\"]");
    assertThat(ran.at("/upstream/target").asText()).isEqualTo("/new%20path?q=1");
  }

  @Test
  void run_stop_carriesTheHeadersOfEarlierFilters() throws Exception {
    JsonNode ran =
        run(
            step(PRE, "mark", "a"),
            step(POST, "mark", "b"),
            step(POST, "stop", ""),
            step(RESP, "answer", ""));

    assertThat(ran.at("/client/status").asInt()).isEqualTo(418);
    assertThat(ran.at("/client/body").asText()).isEqualTo("tea");
    assertThat(ran.at("/client/headers").toString()).contains("x-seen-a", "x-seen-b", "x-kind");
    assertThat(ran.has("upstream")).isFalse();
    assertThat(outcomes(ran)).containsExactly("changed", "changed", "stopped", "not asked");
  }

  @Test
  void run_everyFilter_isAskedOnce() throws Exception {
    JsonNode ran = run(step(PRE, "count", ""), step(PRE, "mark", "a"));

    assertThat(ran.at("/upstream/headers").toString()).contains("[\"x-count\",\"1\"]");
    assertThat(ran.at("/steps/0/first").asBoolean()).isTrue();
    JsonNode again = run(step(PRE, "count", ""));
    assertThat(again.at("/upstream/headers").toString()).contains("[\"x-count\",\"2\"]");
    assertThat(again.at("/steps/0/first").asBoolean()).isFalse();
  }

  @Test
  void run_failure_is503WithoutWhatWasLoggedBefore() throws Exception {
    log.add("before");

    JsonNode ran = run(step(PRE, "mark", "a"), step(PRE, "fail", ""));

    assertThat(ran.at("/client/status").asInt()).isEqualTo(503);
    assertThat(outcomes(ran)).containsExactly("changed", "failed");
    assertThat(ran.at("/steps/1/reason").asText()).contains("SERVICE_UNAVAILABLE");
    assertThat(ran.get("log")).isEmpty();
  }

  @Test
  void run_failureThatDegrades_undoesItsPhaseAlone() throws Exception {
    JsonNode ran =
        runDegrading(
            POST,
            step(PRE, "mark", "a"),
            step(POST, "mark", "b"),
            step(POST, "fail", ""),
            step(POST, "mark", "c"));

    assertThat(ran.at("/client/status").asInt()).isEqualTo(200);
    assertThat(ran.at("/upstream/headers").toString()).contains("[\"x-mark\",\"a\"]");
    assertThat(ran.at("/client/headers").toString()).contains("x-seen-a").doesNotContain("seen-b");
    assertThat(outcomes(ran)).containsExactly("changed", "changed", "failed", "not asked");
  }

  @Test
  void run_response_goesFromFilterToFilter() throws Exception {
    JsonNode ran = run(step(RESP, "answer", "a"), step(RESP, "answer", "b"));

    assertThat(ran.at("/client/status").asInt()).isEqualTo(202);
    assertThat(ran.at("/client/body").asText()).isEqualTo("instead");
    assertThat(changes(ran, 1)).containsExactly("- 201", "+ 202", "+ x-answer: b");
  }

  @Test
  void run_anything_canBeCopied() throws Exception {
    JsonNode ran = runDegrading(PRE, step(PRE, "mark", "it's"));

    assertThat(ran.at("/calls/0").asText())
        .contains("--filter 'mark=it'\\''s'")
        .contains("--header 'x-own: 1'")
        .contains("--path '/p?q=1'");
    Route route = onlyRoute(ran.at("/route").asText());
    PhaseConf phase = requireNonNull(route.plugins().get(ExtPlugin.PRE_REQ));
    assertThat(route.uris()).containsExactly("/p");
    assertThat(phase.allowDegradation()).isTrue();
    assertThat(phase.conf().filters().toString()).contains("mark", "it's");
  }

  static Stream<Arguments> bodies() {
    String file = "# request-body.bin: a file with the %d bytes of the body\n";
    return Stream.of(
        arguments("it's", "bin/a6-runner call --dev 'a b' ", "--body 'it'\\''s'"),
        arguments("a\nb", "bin/a6-runner call", "--body 'a\nb'"),
        arguments("@x", file.formatted(2), "--body @request-body.bin"),
        arguments("\0", file.formatted(1), "--body @request-body.bin"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void run_body_isTheSameInTheCopiedCommand(String body, String start, String option)
      throws Exception {
    Map<String, ?> step = Map.of("phase", PRE, "filter", "mark", "conf", "a");
    Map<String, ?> request = Map.of("method", "POST", "body", body);

    JsonNode ran =
        runWith(JSON.writeValueAsString(Map.of("request", request, "chain", List.of(step))));

    assertThat(ran.at("/calls/0").asText()).startsWith(start).contains(option);
  }

  @ParameterizedTest
  @CsvSource({"a: b", "{\"a\":\"\\u00e9 #\"}", "'*x'", "\"quoted\\\"", "'line\none\ttwo'", "''"})
  void run_anyConf_survivesInTheSnippet(String conf) throws Exception {
    String text = conf.replace("\\u00e9", "é");

    Route route = onlyRoute(run(step(PRE, "mark", text)).at("/route").asText());

    PhaseConf phase = requireNonNull(route.plugins().get(ExtPlugin.PRE_REQ));
    assertThat(phase.conf().filters().get(0).value().orElseThrow()).hasToString(text);
  }

  @Test
  void filters_thatCannotBeListed_are503() throws Exception {
    playground =
        playground(
            () -> {
              throw new IOException("no");
            });

    assertThat(get("/_a6/api/filters").status()).isEqualTo(503);
    assertThat(JSON.readTree(text(get("/_a6/api/routes"))).at("/routes/0/target").asText())
        .isEqualTo("/ahello");
  }

  private static Route onlyRoute(String yaml) {
    RoutesFile.Contents contents = RoutesFile.read("r", yaml);
    assertThat(contents.problems()).isEmpty();
    assertThat(contents.warnings()).isEmpty();
    return contents.table().routes().get(0);
  }

  private static String step(String phase, String filter, String conf) throws IOException {
    return "{\"phase\":\""
        + phase
        + "\",\"filter\":\""
        + filter
        + "\",\"conf\":"
        + JSON.writeValueAsString(conf)
        + "}";
  }

  private static String body(String degradation, String... steps) {
    return "{\"request\":{\"target\":\"/p?q=1\",\"headers\":\"X-Own: 1\"},\"chain\":["
        + String.join(",", steps)
        + "],\"allow_degradation\":"
        + degradation
        + "}";
  }

  private JsonNode run(String... steps) throws IOException {
    return runWith(body("[]", steps));
  }

  private JsonNode runDegrading(String phase, String... steps) throws IOException {
    return runWith(body("[\"" + phase + "\"]", steps));
  }

  private JsonNode runWith(String body) throws IOException {
    IncomingRequest request = Incoming.own(HttpMethod.POST, "/_a6/api/run", body);
    GatewayResponse response = playground.answer(request);
    assertThat(response.status()).as(text(response)).isEqualTo(200);
    return JSON.readTree(text(response));
  }

  private static List<String> outcomes(JsonNode ran) {
    return ran.get("steps").findValuesAsText("outcome");
  }

  /** What a filter changed, without its body. */
  private static List<String> changes(JsonNode ran, int step) {
    List<String> changes = new ArrayList<>();
    for (JsonNode line : ran.at("/steps/" + step + "/diff")) {
      if (!line.get(0).asText().equals(" ") && !line.get(1).asText().equals("body")) {
        changes.add(line.get(0).asText() + " " + line.get(2).asText());
      }
    }
    return changes;
  }

  private GatewayResponse get(String path) {
    return playground.answer(Incoming.own(HttpMethod.GET, path, ""));
  }

  private static String text(GatewayResponse response) {
    return new String(response.body().toByteArray(), StandardCharsets.UTF_8);
  }
}
