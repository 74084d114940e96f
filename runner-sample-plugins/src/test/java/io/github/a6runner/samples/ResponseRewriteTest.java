/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Body;
import io.github.a6runner.testkit.ClientResponse;
import io.github.a6runner.testkit.FilterTester;
import io.github.a6runner.testkit.ResponseOutcome;
import io.github.a6runner.testkit.TestResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseRewriteTest {
  @AutoClose private static final FilterTester tester = FilterTester.of(new ResponseRewrite());

  @Test
  void response_statusHeadersAndBody_areRewritten() {
    ClientResponse client =
        rewrite(
            "{'status': 418, 'headers': {'X-A': '1', 'X-B': 'new'}, 'body': 'teapot'}",
            r -> r.status(200).header("X-B", "old").header("Content-Type", "a/b").body("old"));
    assertThat(client.status()).isEqualTo(418);
    assertThat(client.headers("X-A")).containsExactly("1");
    assertThat(client.headers("X-B")).containsExactly("new");
    assertThat(client.headers("Content-Type")).containsExactly("a/b");
    assertThat(client.body().text()).isEqualTo("teapot");
  }

  @Test
  void response_emptyConf_staysAsItIs() {
    ClientResponse client =
        rewrite("{}", r -> r.status(201).header("Content-Type", "a/b").body("old"));
    assertThat(client).hasToString("201\n  content-type: a/b\n\nold");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'regex': 'a', 'replace': 'b'}|cbab",
        "{'regex': 'a', 'scope': 'once', 'replace': 'b'}|cbab",
        "{'regex': 'a', 'scope': 'global', 'replace': 'b'}|cbbb",
        "{'regex': '(a)(b)', 'replace': '$2$1'}|caba",
        "{'regex': 'a', 'scope': 'global', 'replace': ''}|cb",
        "{'regex': 'x', 'replace': 'b'}|caab",
        "{'regex': 'a', 'replace': 'b'}, {'regex': 'b', 'replace': 'B'}|cBab"
      },
      quoteCharacter = '`')
  void response_filters_replaceMatches(String filters, String expected) {

    ClientResponse client = rewrite("{'filters': [" + filters + "]}", r -> r.body("caab"));
    assertThat(client.body().text()).isEqualTo(expected);
  }

  @Test
  void response_filterOnGzip_worksOnTheDecodedBody() {
    ClientResponse client =
        rewrite(
            "{'filters': [{'regex': 'plain', 'replace': 'changed'}]}",
            r -> r.header("Content-Encoding", "gzip").body(gzip("plain text")));
    assertThat(client.header("Content-Encoding")).isEmpty();
    assertThat(client.body().text()).isEqualTo("changed text");
  }

  @Test
  void response_filterThatDoesNotMatch_leavesTheBodyEncoded() {
    Body encoded = gzip("plain text");
    ClientResponse client =
        rewrite(
            "{'filters': [{'regex': 'other', 'replace': 'changed'}]}",
            r -> r.header("Content-Encoding", "gzip").body(encoded));
    assertThat(client.header("Content-Encoding")).hasValue("gzip");
    assertThat(client.body()).isEqualTo(encoded);
  }

  @Test
  void response_noFilters_doesNotAskForTheBody() {
    // Encoded in no way that the runner knows: asking for the decoded body would fail the call.
    ClientResponse client =
        rewrite("{'status': 201}", r -> r.header("Content-Encoding", "br").body("?"));
    assertThat(client.status()).isEqualTo(201);
    assertThat(client.header("Content-Encoding")).hasValue("br");
  }

  @Test
  void response_filterOnUnknownEncoding_holdsTheResponseBack() {
    ResponseOutcome outcome =
        outcome(
            "{'filters': [{'regex': 'a', 'replace': 'b'}]}",
            r -> r.header("Content-Encoding", "br").body("secret"));
    assertThat(outcome.failure().reason()).contains("Content-Encoding");
    assertThat(outcome.client().status()).isEqualTo(503);
    assertThat(outcome.client().body().text()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({"206, X-A", "206, Content-Range", "200, Content-Range"})
  void response_filterOnAPiece_holdsTheResponseBack(int status, String header) {
    assertHeldBack("piece", r -> r.status(status).header(header, "bytes 0-5/12").body("secret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html; charset=utf-16le",
        "text/html;Charset = \"UTF-16BE\"",
        "text/html; charset=utf-32",
        "text/html; charset=IBM037",
        "text/html; charset=utf-8; charset=utf-16",
        "text/html; charset=utf-7",
        "text/html; charset=?"
      })
  void response_filterOnACharsetBesideAscii_holdsTheResponseBack(String type) {
    assertHeldBack("charset", r -> r.header("Content-Type", type).body("secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "x-UTF-16LE-BOM"})
  void response_filterOnUtf16_holdsTheResponseBack(String charset) {
    Body body = Body.of("secret", Charset.forName(charset));
    assertHeldBack("charset", r -> r.header("Content-Type", "text/html").body(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/html", "text/html; charset=utf8", "a/b; charset='windows-1252'", "charset="})
  void response_filterOnACharsetThatExtendsAscii_works(String type) {
    ClientResponse client =
        rewrite(
            "{'filters': [{'regex': 'secret', 'replace': '*'}]}",
            r -> r.header("Content-Type", type).body("secret"));
    assertThat(client.body().text()).isEqualTo("*");
  }

  @Test
  void response_pieceWithoutFilters_isPassedOn() {
    ClientResponse client = rewrite("{'headers': {'X-A': '1'}}", r -> r.status(206).body("piece"));
    assertThat(client.body().text()).isEqualTo("piece");
  }

  @Test
  void response_filtersThatLeaveNothing_areAnsweredWith503() {
    ClientResponse client =
        rewrite(
            "{'status': 201, 'filters': [{'regex': '.+', 'replace': ''}]}",
            r -> r.header("Cache-Control", "max-age=60").body("secret"));
    assertThat(client)
        .hasToString(
            "503\n  cache-control: no-store\n  content-type: text/plain\n\nService Unavailable");
  }

  @Test
  void response_filtersThatLeaveNothing_areLoggedOnceWithoutATrace() {
    try (LogLines log = new LogLines(ResponseRewrite.class)) {
      rewrite("{'filters': [{'regex': '.+', 'replace': ''}]}", r -> r.body("secret"));
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARN ")
          .contains("empty after the filters")
          .doesNotContain("secret");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void response_statusWithoutABody_isNotSearched(int status) {
    ClientResponse client =
        rewrite(
            "{'filters': [{'regex': '^', 'replace': 'x'}], 'headers': {'X-A': '1'}}",
            r -> r.status(status).header("Content-Encoding", "br").body("?"));
    assertThat(client.status()).isEqualTo(status);
    assertThat(client.header("X-A")).hasValue("1");
    // One that was decoded to be searched would be 503, and one that was replaced without it.
    assertThat(client.header("Content-Encoding")).hasValue("br");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip", "br"})
  void response_emptyBody_isNotSearched(String encoding) {
    ClientResponse client =
        rewrite(
            "{'status': 202, 'filters': [{'regex': '^', 'replace': 'x'}]}",
            r -> r.header("Content-Encoding", encoding));
    assertThat(client.status()).isEqualTo(202);
    assertThat(client.header("Content-Encoding")).hasValue(encoding);
    assertThat(client.body().isEmpty()).isTrue();
  }

  @Test
  void response_bodyThatDecodesToNothing_isNotSearched() {
    Body encoded = gzip("");
    ClientResponse client =
        rewrite(
            "{'filters': [{'regex': '^', 'replace': 'x'}]}",
            r -> r.header("Content-Encoding", "gzip").body(encoded));
    assertThat(client.body()).isEqualTo(encoded);
  }

  @Test
  void response_bodyThatIsNoUtf8_changesOnlyWhereItMatches() {
    byte[] bytes = {(byte) 0xff, 'a', (byte) 0xfe};
    ClientResponse client =
        rewrite("{'filters': [{'regex': 'a', 'replace': 'b'}]}", r -> r.body(Body.of(bytes)));
    assertThat(client.body().toByteArray()).containsExactly(0xff, 'b', 0xfe);
  }

  @Test
  void response_filterOnUtf8_matchesCharacters() {
    ClientResponse client =
        rewrite("{'filters': [{'regex': 'gr.{2}e', 'replace': 'ö'}]}", r -> r.body("(grüße)"));
    assertThat(client.body().text()).isEqualTo("(ö)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'status': 199}|$.status",
        "{'status': 600}|$.status",
        "{'headers': {'X A': '1'}}|$.headers: header name",
        "{'headers': {'X-A': 'a\\nb'}}|$.headers: value of header X-A",
        "{'headers': {'Content-Length': '1'}}|$.headers: header Content-Length",
        "{'headers': {'transfer-encoding': 'chunked'}}|$.headers: header transfer-encoding",
        "{'headers': {'X-A': 1}}|$.headers.X-A",
        "{'body': ''}|$.body: empty",
        "{'body': 'x', 'filters': [{'regex': 'a', 'replace': 'b'}]}|$.filters: beside a body",
        "{'filters': [{'regex': 'a', 'replace': 'b'}, {'regex': '(', 'replace': ''}]}|$.filters[1].regex",
        "{'filters': [{'regex': '(a)', 'replace': '$2'}]}|$.filters[0].replace",
        "{'filters': [{'regex': 'a', 'replace': '$'}]}|$.filters[0].replace",
        "{'filters': [{'regex': 'a', 'replace': '${x}'}]}|$.filters[0].replace",
        "{'filters': [{'regex': 'a', 'scope': 'twice', 'replace': 'b'}]}|$.filters[0].scope",
        "{'filters': [{'regex': 'a'}]}|$.filters[0].replace",
        "{'filters': [{'replace': 'a'}]}|$.filters[0].regex",
        "{'bodyy': 'x'}|$.bodyy"
      })
  void conf_malformed_isRefused(String conf, String place) {
    assertThat(outcome(conf, r -> {}))
        .fails()
        .refusesConf(place)
        .hasReasonContaining("(expected: ");
  }

  @Test
  void conf_malformedRegex_isNotRepeated() {
    ResponseOutcome outcome =
        outcome("{'filters': [{'regex': 's3cret(', 'replace': ''}]}", r -> {});
    assertThat(outcome.failure().reason()).doesNotContain("s3cret");
  }

  private static ClientResponse rewrite(String conf, Consumer<TestResponse> response) {
    ResponseOutcome outcome = outcome(conf, response);
    assertThat(outcome.failed()).as("%s", outcome).isFalse();
    return outcome.client();
  }

  private static void assertHeldBack(String reason, Consumer<TestResponse> response) {
    ResponseOutcome outcome = outcome("{'filters': [{'regex': 'a', 'replace': 'b'}]}", response);
    assertThat(outcome.failure().reason()).contains(reason);
    assertThat(outcome.client().status()).isEqualTo(503);
    assertThat(outcome.client().body().text()).doesNotContain("secret");
  }

  private static ResponseOutcome outcome(String conf, Consumer<TestResponse> response) {
    return tester.response(r -> response.accept(r.conf(conf.replace('\'', '"'))));
  }

  private static Body gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Body.of(bytes.toByteArray());
  }
}
