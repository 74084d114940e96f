/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.Header;
import io.github.a6runner.peer.GatewayVariables;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.ExtraInfo;
import io.github.a6runner.protocol.TextEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What requests and responses of a test have in common. Gathers settings; not thread-safe.
 *
 * <pre>{@code
 * RequestOutcome request =
 *     tester.request(r -> r.conf("request-transform", "{}").header("Cookie", "a=1"));
 * ResponseOutcome response =
 *     tester.response(r -> r.conf("response-rewrite", "{\"status\": 404}").body("oops"));
 * }</pre>
 *
 * @param <S> which of the two it is
 */
public abstract sealed class TestCall<S extends TestCall<S>> permits TestRequest, TestResponse {
  private final List<TextEntry> confs = new ArrayList<>();
  private final List<TextEntry> headers = new ArrayList<>();
  private final Map<String, Optional<String>> variables = new LinkedHashMap<>();
  private Optional<String> onlyConf = Optional.empty();
  private Body body = Body.empty();

  TestCall() {}

  /** This, in its own type. */
  abstract S self();

  /** What the gateway knows the header by. */
  abstract String spelled(String headerName);

  /**
   * Configures the filter, if the tester has just one; with several the call throws {@link
   * IllegalArgumentException}. By default it is <code>{}</code>.
   *
   * @param json the configuration as it would stand in a route
   * @return this
   */
  public S conf(String json) {
    onlyConf = Optional.of(json);
    return self();
  }

  /**
   * Configures a filter of a route with several. They run in the order of these calls; a filter
   * that is named twice runs twice, and those that are not named do not run.
   *
   * @param filter the name of the filter
   * @param json the configuration as it would stand in a route
   * @return this
   */
  public S conf(String filter, String json) {
    confs.add(TextEntry.of(filter, json));
    return self();
  }

  /**
   * Adds a header; a name can repeat.
   *
   * @param name the name, in any case
   * @param value the value
   * @return this
   */
  public S header(String name, String value) {
    headers.add(TextEntry.of(spelled(name), value));
    return self();
  }

  /**
   * Sets a variable of the gateway. Set by default are those that follow from the call, for
   * instance {@code remote_addr} (127.0.0.1), {@code scheme} (http) and {@code uri}; of a request
   * its {@code args}, {@code host}, headers ({@code http_...}) and cookies ({@code cookie_...}); of
   * a response its {@code status} and headers ({@code upstream_http_...}).
   *
   * @param name the name without {@code $}
   * @param value the value
   * @return this
   */
  public S variable(String name, String value) {
    variables.put(requireNonNull(name, "name"), Optional.of(value));
    return self();
  }

  /**
   * Takes a variable away, also one that is set by default.
   *
   * @param name the name without {@code $}
   * @return this
   */
  public S withoutVariable(String name) {
    variables.put(requireNonNull(name, "name"), Optional.empty());
    return self();
  }

  /**
   * Sets the body. Content-Length is added unless a header says how long the body is.
   *
   * @param text the body, to be sent in UTF-8
   * @return this
   */
  public S body(String text) {
    return body(Body.of(text));
  }

  /**
   * Sets the body, as {@link #body(String)}.
   *
   * @param bytes the body
   * @return this
   */
  public S body(Body bytes) {
    body = requireNonNull(bytes, "bytes");
    return self();
  }

  /** The configurations of the route. */
  final List<TextEntry> conf(List<String> filters) {
    if (onlyConf.isPresent() && (filters.size() != 1 || !confs.isEmpty())) {
      throw new IllegalArgumentException(
          "conf: for one of the filters " + filters + " (expected: conf(name, json) for each)");
    }
    return confs.isEmpty()
        ? filters.stream().map(name -> TextEntry.of(name, onlyConf.orElse("{}"))).toList()
        : List.copyOf(confs);
  }

  /** The headers as the gateway has them. */
  final List<TextEntry> headers() {
    List<TextEntry> all = new ArrayList<>(headers);
    if (!body.isEmpty() && first("content-length").or(() -> first("transfer-encoding")).isEmpty()) {
      all.add(TextEntry.of(spelled("Content-Length"), Integer.toString(body.size())));
    }
    return all;
  }

  final Optional<String> first(String header) {
    return headers.stream()
        .map(Converted::header)
        .filter(h -> h.isNamed(header))
        .map(Header::value)
        .findFirst();
  }

  final Bytes bodyBytes() {
    return Bytes.of(body.asByteBuffer());
  }

  /** Answers as the gateway does: an empty variable is a variable, an empty body is none. */
  final Optional<Bytes> answer(ExtraInfo info) {
    if (info instanceof ExtraInfo.Variable variable) {
      Optional<String> set = variables.get(variable.name());
      return set == null
          ? Optional.ofNullable(derived().toMap().get(variable.name()))
          : set.map(Converted::bytes);
    }
    return Optional.of(bodyBytes()).filter(bytes -> !bytes.isEmpty());
  }

  /** The variables that follow from the call. */
  abstract GatewayVariables derived();
}
