/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.BodyUnavailableException;
import io.github.a6runner.api.BodyUnavailableException.Reason;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Default;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Header;
import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.api.Max;
import io.github.a6runner.api.Min;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.ResponseCall;
import io.github.a6runner.api.ResponseHeaders;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rewrites the response of the upstream: its status, some headers, and its body, either as a whole
 * or by regular expressions of Java. These run over the decoded body, one after the other, on a
 * thread that may take its time. A response in which nothing matches keeps its body as it came, and
 * one that has no body (or status 204 or 304) is not searched.
 *
 * <p>What filters are to hide must not get out because they cannot work. If there are any, the call
 * fails, which is a 503 by default, where the body has a Content-Encoding other than gzip and
 * deflate, is in a charset that does not extend ASCII (as UTF-16) or is a piece, as clients get
 * with Range: it may begin or end within a match. Where they should get the whole instead, have
 * request-transform take Range and If-Range from the request, in {@code ext-plugin-pre-req}. And
 * since APISIX takes an empty body for no change, a body of which the filters leave nothing is not
 * sent at all: the client gets a 503 of this filter's own, whatever status is configured. To leave
 * a body away on purpose, replace it by something short, for instance <code>{}</code>.
 *
 * <pre>{@code
 * {"status": 200, "headers": {"X-Served-By": "us"},
 *  "filters": [{"regex": "(\\w+)@example.com", "scope": "global", "replace": "$1@..."}]}
 * }</pre>
 */
public final class ResponseRewrite implements Filter<ResponseRewrite.Rewrite> {
  private static final Logger LOG = LoggerFactory.getLogger(ResponseRewrite.class);
  private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=[\\s\"']*([^\\s\"',;]+)");

  /**
   * The configuration.
   *
   * @param status the new status
   * @param headers headers to set
   * @param body the new body; excludes filters
   * @param filters what to replace in the body
   */
  public record Conf(
      @Min(200) @Max(599) Optional<Integer> status,
      @Default("{}") Map<String, String> headers,
      Optional<String> body,
      @Default("[]") List<Replacement> filters) {

    /**
     * Refuses what could not be sent, or would contradict itself.
     *
     * @param status the new status
     * @param headers headers to set
     * @param body the new body; excludes filters
     * @param filters what to replace in the body
     */
    public Conf {
      Place.check("$.headers", () -> headers.forEach(Conf::checkHeader));
      if (body.filter(String::isEmpty).isPresent()) {
        throw new InvalidConfException("$.body: empty (expected: at least one character)");
      }
      if (body.isPresent() && !filters.isEmpty()) {
        throw new InvalidConfException("$.filters: beside a body (expected: one of the two)");
      }
    }

    private static void checkHeader(String name, String value) {
      ResponseHeaders.checkName(Phase.RESPONSE, name);
      Header.checked(name, value);
    }
  }

  /**
   * One thing to replace.
   *
   * @param regex what to look for
   * @param scope how often
   * @param replace what to put there; {@code $1} is what the first group matched
   */
  public record Replacement(String regex, @Default("once") Scope scope, String replace) {}

  /** How often something is replaced. */
  public enum Scope {
    /** The first match only. */
    ONCE,
    /** All matches. */
    GLOBAL
  }

  /** The configuration with its expressions compiled. */
  record Rewrite(Conf conf, List<Pattern> patterns) {

    Body replaceIn(Body body) {
      Charset charset = charset(body);
      String text = body.text(charset);
      for (int i = 0; i < patterns.size(); i++) {
        Replacement filter = conf.filters().get(i);
        Matcher matcher = patterns.get(i).matcher(text);
        text =
            filter.scope() == Scope.GLOBAL
                ? matcher.replaceAll(filter.replace())
                : matcher.replaceFirst(filter.replace());
      }
      return Body.of(text, charset);
    }

    /** What is no UTF-8 is taken byte by byte, so that nothing beside the matches changes. */
    private static Charset charset(Body body) {
      return Body.of(body.text()).equals(body) ? UTF_8 : ISO_8859_1;
    }
  }

  @Override
  public String name() {
    return "response-rewrite";
  }

  @Override
  public Rewrite configure(ConfSource source) {
    Conf conf = source.as(Conf.class);
    List<Pattern> patterns = new ArrayList<>();
    for (Replacement filter : conf.filters()) {
      patterns.add(compile(filter, "$.filters[" + patterns.size() + "]"));
    }
    return new Rewrite(conf, patterns);
  }

  private static Pattern compile(Replacement filter, String path) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(filter.regex());
    } catch (IllegalArgumentException e) {
      throw new InvalidConfException(path + ".regex: malformed (expected: a regular expression)");
    }
    try {
      // The empty alternative matches nothing, which is enough to have the replacement parsed.
      Pattern.compile("|" + filter.regex()).matcher("").replaceFirst(filter.replace());
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new InvalidConfException(
          path + ".replace: malformed (expected: $ before a group of the regex, \\$ for itself)");
    }
    return pattern;
  }

  @Override
  public Needs needs(Phase phase, Rewrite rewrite) {
    return rewrite.patterns().isEmpty() ? Needs.none() : Needs.body();
  }

  @Override
  public void onResponse(ResponseCall call, Rewrite rewrite) {
    Body before = rewrite.patterns().isEmpty() ? Body.empty() : searched(call);
    Body after = before.isEmpty() ? before : rewrite.replaceIn(before);
    if (after.isEmpty() && !before.isEmpty()) {
      holdBack(call);
      return;
    }
    if (!after.equals(before)) {
      call.replaceBody(after);
    }
    rewrite.conf().body().ifPresent(call::replaceBody);
    rewrite.conf().headers().forEach(call.headers()::set);
    rewrite.conf().status().ifPresent(call::status);
  }

  /** The decoded body, or none where a client would not get one. */
  private static Body searched(ResponseCall call) {
    if (call.status() == 204 || call.status() == 304 || call.body().isEmpty()) {
      return Body.empty();
    }
    if (call.status() == 206 || call.headers().contains("Content-Range")) {
      throw unsearchable("response: a piece of a body (expected: a whole one)");
    }
    Body body = call.decodedBody();
    if (hasMarkOfUtf16(body)
        || !call.headers().all("Content-Type").stream().allMatch(ResponseRewrite::extendsAscii)) {
      throw unsearchable("charset of the body: unsupported (expected: one that extends ASCII)");
    }
    return body;
  }

  private static BodyUnavailableException unsearchable(String message) {
    return new BodyUnavailableException(Reason.UNSUPPORTED_ENCODING, message);
  }

  /** Browsers believe the mark, whatever the headers say. */
  private static boolean hasMarkOfUtf16(Body body) {
    char mark = body.size() < 2 ? 0 : body.asByteBuffer().getChar();
    return mark == 0xfeff || mark == 0xfffe;
  }

  private static boolean extendsAscii(String contentType) {
    return CHARSET.matcher(contentType).results().allMatch(m -> readsAscii(m.group(1)));
  }

  private static boolean readsAscii(String charset) {
    try {
      return new String("Az09<>".getBytes(US_ASCII), charset).equals("Az09<>");
    } catch (UnsupportedEncodingException e) {
      return false;
    }
  }

  private static void holdBack(ResponseCall call) {
    LOG.warn(
        "response-rewrite: body of request {}: empty after the filters (expected: at least one"
            + " character, as APISIX cannot send an empty one), so the client gets 503",
        call.id());
    call.status(503);
    call.headers().set("Content-Type", "text/plain");
    call.headers().set("Cache-Control", "no-store");
    call.replaceBody("Service Unavailable\n");
  }
}
