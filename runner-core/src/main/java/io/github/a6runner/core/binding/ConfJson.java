/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.a6runner.api.InvalidConfException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.function.Predicate;

/**
 * Reads a configuration's JSON into a tree, strictly: each field once, nothing after the end,
 * numbers exact. Jackson's own messages quote the text, which may be secret; they go nowhere.
 */
final class ConfJson {
  /** The most digits of a number when it is written without an exponent. */
  static final int MOST_DIGITS = 1000;

  private static final int MOST_LEVELS = 100;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_LEVELS)
                  .maxNumberLength(MOST_DIGITS)
                  .build())
          .build();

  private final JsonParser parser;
  private final Predicate<String> secret;

  private ConfJson(JsonParser parser, Predicate<String> secret) {
    this.parser = parser;
    this.secret = secret;
  }

  /**
   * Reads a text; a blank one is an empty object.
   *
   * @throws InvalidConfException if it is no JSON, repeats a field or is too large
   */
  static JsonNode parse(String text) {
    return parse(text, name -> false);
  }

  /**
   * The same for a text with secrets.
   *
   * @param secret tells by their names, wherever they are, below which fields not even names are to
   *     be printed
   */
  static JsonNode parse(String text, Predicate<String> secret) {
    if (text.isBlank()) {
      return NODES.objectNode();
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new ConfJson(parser, secret).document();
    } catch (IOException e) {
      throw new AssertionError("a text in memory cannot fail to be read", e);
    }
  }

  private JsonNode document() throws IOException {
    try {
      JsonNode root = value(parser.nextToken(), JsonPath.ROOT);
      if (parser.nextToken() != null) {
        throw refused("more text" + at(parser.currentTokenLocation()), "nothing after the end");
      }
      return root;
    } catch (StreamConstraintsException e) {
      throw refused(
          "too large" + at(parser.currentLocation()),
          "at most %d levels and %d digits".formatted(MOST_LEVELS, MOST_DIGITS));
    } catch (JsonProcessingException e) {
      throw refused("not JSON" + at(e.getLocation()), "an object");
    }
  }

  private JsonNode value(JsonToken token, JsonPath path) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(path);
      case START_ARRAY -> list(path);
      case VALUE_STRING -> TextNode.valueOf(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(path);
      case VALUE_TRUE -> BooleanNode.TRUE;
      case VALUE_FALSE -> BooleanNode.FALSE;
      case VALUE_NULL -> NullNode.instance;
      default -> throw new AssertionError(token);
    };
  }

  private ObjectNode object(JsonPath path) throws IOException {
    ObjectNode object = NODES.objectNode();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonPath place = secret.test(name) ? path.secretField(name) : path.field(name);
      if (object.has(name)) {
        throw place.refused("repeated field", "each field once");
      }
      object.set(name, value(parser.nextToken(), place));
    }
    return object;
  }

  private ArrayNode list(JsonPath path) throws IOException {
    ArrayNode list = NODES.arrayNode();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      list.add(value(token, path.index(list.size())));
    }
    return list;
  }

  /** Keeps out what looks small and would fill the memory when used, as {@code 1e999999999}. */
  private DecimalNode number(JsonPath path) throws IOException {
    try {
      BigDecimal number = new BigDecimal(parser.getText());
      if (number.signum() == 0) {
        return DecimalNode.ZERO;
      }
      long before = (long) number.precision() - number.scale();
      if (before <= MOST_DIGITS && number.scale() <= MOST_DIGITS) {
        return DecimalNode.valueOf(number);
      }
    } catch (NumberFormatException e) {
      // An exponent beyond all bounds: refused below like one beyond ours.
    }
    throw path.refused(
        "a number with too many digits", "at most " + MOST_DIGITS + " without an exponent");
  }

  private static InvalidConfException refused(String found, String expected) {
    return JsonPath.ROOT.refused(found, expected);
  }

  private static String at(JsonLocation location) {
    return location == null
        ? ""
        : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
