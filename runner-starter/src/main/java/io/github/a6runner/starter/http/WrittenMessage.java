/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.http;

import io.github.a6runner.api.Decision;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.TextEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the parts of a request or a response that a person has written. What is none is an {@link
 * IllegalArgumentException}, whose message names it as the person knows it. Pure.
 */
public final class WrittenMessage {
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern METHOD =
      Pattern.compile(
          Arrays.stream(HttpMethod.values()).map(Enum::name).collect(Collectors.joining("|")));

  private WrittenMessage() {}

  /**
   * Reads a method.
   *
   * @param what what the person knows it as
   * @param text its name, in any case
   * @return a method that APISIX knows
   */
  public static HttpMethod method(String what, String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    if (!METHOD.matcher(upper).matches()) {
      throw wrong(what, text, "one of " + METHOD.pattern().replace("|", ", "));
    }
    return HttpMethod.valueOf(upper);
  }

  /**
   * Reads the status of a response.
   *
   * @param what what the person knows it as
   * @param text a number
   * @return from 200 to 599: what is less is no answer of its own
   */
  public static int status(String what, String text) {
    try {
      return Decision.stop(Integer.parseInt(text)).status(); // which refuses what is none
    } catch (IllegalArgumentException e) {
      throw wrong(what, text, "200 to 599");
    }
  }

  /**
   * Reads a header of a request, which reaches a runner in lower case.
   *
   * @param what what the person knows it as
   * @param line its name, a colon and its value
   * @return the header
   */
  public static TextEntry requestHeader(String what, String line) {
    return header(what, line, name -> name.toLowerCase(Locale.ROOT));
  }

  /**
   * Reads a header of a response, whose name stays as it is.
   *
   * @param what what the person knows it as
   * @param line its name, a colon and its value
   * @return the header
   */
  public static TextEntry responseHeader(String what, String line) {
    return header(what, line, name -> name);
  }

  private static TextEntry header(String what, String line, UnaryOperator<String> spelling) {
    int colon = Math.max(0, line.indexOf(':'));
    String name = line.substring(0, colon).strip();
    if (!NAME.matcher(name).matches()) {
      throw wrong(what, line.strip(), "Name: value");
    }
    return TextEntry.of(spelling.apply(name), line.substring(colon + 1).strip());
  }

  /**
   * Adds the headers that every client sends.
   *
   * @param headers the headers of a request, their names in lower case
   * @param body its body
   * @return the same headers with a host and the body's length
   */
  public static List<TextEntry> completed(List<TextEntry> headers, Bytes body) {
    List<TextEntry> all = new ArrayList<>(headers);
    if (!has(headers, "host")) {
      all.add(0, TextEntry.of("host", "localhost"));
    }
    if (!body.isEmpty() && !has(headers, "content-length")) {
      all.add(TextEntry.of("content-length", Integer.toString(body.size())));
    }
    return all;
  }

  private static boolean has(List<TextEntry> headers, String name) {
    return headers.stream().anyMatch(header -> header.name().string().equals(name));
  }

  private static IllegalArgumentException wrong(String what, String value, String expected) {
    return new IllegalArgumentException(what + ": " + value + " (expected: " + expected + ")");
  }
}
