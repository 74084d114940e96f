/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.protocol.TextEntry;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesFileTest {

  @Test
  void read_fullRoute_isUnderstood() {
    RoutesFile.Contents contents =
        read(
            """
            routes:
              - id: 7
                uris: [/a, /b/*]
                methods: [GET]
                hosts: [Example.org]
                priority: 3
                plugins:
                  ext-plugin-post-req:
                    allow_degradation: true
                    conf:
                      - {name: one, value: '{"a":1}'}
                      - {name: two, value: ''}
                upstream:
                  type: roundrobin
                  nodes:
                    "127.0.0.1:1980": 1
            #END
            """);

    assertThat(contents.problems()).isEmpty();
    assertThat(contents.warnings()).isEmpty();
    Route route = contents.table().routes().get(0);
    assertThat(route.uris()).containsExactly("/a", "/b/*");
    assertThat(route.hosts()).containsExactly("example.org");
    assertThat(route.priority()).isEqualTo(3);
    assertThat(route.upstream()).contains(URI.create("http://127.0.0.1:1980"));
    PhaseConf phase = requireNonNull(route.plugins().get(ExtPlugin.POST_REQ));
    assertThat(phase.allowDegradation()).isTrue();
    assertThat(phase.conf().key()).startsWith("route#7#ext-plugin-post-req#");
    assertThat(phase.conf().filters())
        .containsExactly(TextEntry.of("one", "{\"a\":1}"), TextEntry.of("two", ""));
  }

  @Test
  void read_confThatStays_keepsItsKey() {
    String yaml = "routes: [{uri: /a, plugins: {ext-plugin-pre-req: {conf: [%s]}}}]\n#END\n";
    String conf = "{name: one, value: '%s'}";
    String key = key(yaml.formatted(conf.formatted("1")));

    assertThat(key(yaml.formatted(conf.formatted("1")))).isEqualTo(key);
    assertThat(key("# new\n" + yaml.formatted(conf.formatted("1")))).isEqualTo(key);
    assertThat(key(yaml.formatted(conf.formatted("2")))).isNotEqualTo(key);
  }

  private static String key(String yaml) {
    Route route = read(yaml).table().routes().get(0);
    return requireNonNull(route.plugins().get(ExtPlugin.PRE_REQ)).conf().key();
  }

  @Test
  void read_nodesAsAList_takesTheFirst() {
    RoutesFile.Contents contents =
        read(
            """
            routes:
              - uri: /a
                upstream:
                  scheme: https
                  nodes: [{host: one, port: 8443, weight: 1}, {host: two, port: 1, weight: 1}]
            #END
            """);

    assertThat(contents.table().routes().get(0).upstream())
        .contains(URI.create("https://one:8443"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uri: /a, plugins: {limit-count: {}} | r:2: plugin limit-count",
        "uri: /a, vars: [] | r:2: vars",
        "uri: /a, upstream: {pass_host: node} | r:2: upstream.pass_host",
      })
  void read_whatOnlyApisixHas_isIgnoredWithAWarning(String route, String warning) {
    RoutesFile.Contents contents = read("routes:\n  - {" + route + "}\n#END\n");

    assertThat(contents.problems()).isEmpty();
    assertThat(contents.warnings())
        .containsExactly(warning + ": ignored, the dev gateway does not have it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uri: a | r:2: uri: a (expected: a path that begins with /)",
        "id: x | r:2: route x: no uri (expected: uri or uris)",
        "uri: /a, methods: GET | r:2: methods: GET (expected: a list with at least one element)",
        "uri: /a, priority: high | r:2: priority: high (expected: a whole number)",
        "uri: /a, plugins: {ext-plugin-pre-req: {conf: [{name: x}]}}"
            + " | r:2: conf: incomplete (expected: a name and a value)",
        "uri: /a, plugins: {ext-plugin-pre-req: {confs: []}}"
            + " | r:2: confs: unknown (expected: conf or allow_degradation)",
        "uri: /a, upstream: {nodes: {'a b': 1}} | r:2: nodes: a b (expected: host:port)",
        "uri: /a, upstream: {nodes: {':80': 1}} | r:2: nodes: :80 (expected: host:port)",
        "uri: /a, upstream: {nodes: {'a:80/b': 1}} | r:2: nodes: a:80/b (expected: host:port)",
      })
  void read_mistake_isToldWithFileAndLine(String route, String problem) {
    assertThat(read("routes:\n  - {" + route + "}\n#END\n").problems()).containsExactly(problem);
  }

  @Test
  void read_withoutTheEndMark_isRefusedAsByApisix() {
    assertThat(read("routes:\n  - uri: /a\n").problems())
        .containsExactly(
            "r:2: the end: not marked (expected: #END as last line; APISIX ignores a file"
                + " without)");
  }

  @Test
  void read_oneIdTwice_isRefused() {
    assertThat(read("routes:\n  - {id: x, uri: /a}\n  - {id: x, uri: /b}\n#END\n").problems())
        .containsExactly("r:3: id: x (expected: one that no other has)");
  }

  @Test
  void read_disabledRoute_isLeftOut() {
    RoutesFile.Contents contents = read("routes:\n  - {uri: /a, status: 0}\n  - {uri: /b}\n#END\n");

    assertThat(contents.table().routes()).extracting(Route::id).containsExactly("arr_2");
  }

  private static RoutesFile.Contents read(String text) {
    return RoutesFile.read("r", text);
  }
}
