/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.a6runner.starter.surroundings.UsageException;
import io.github.a6runner.starter.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes JSON of a mapping that the runner does not know the keys of. What cannot be JSON is told
 * with its place and without its value, which may be secret.
 */
final class YamlJson {
  private static final String EXPECTED = "a mapping, or with --set a JSON object";
  private static final String EXPECTED_VALUE =
      "a mapping, a list, a text (in quotes, if it may look like something else), a number such as"
          + " 10 or 0.5, true or false";
  private static final String MERGE = "<<";
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d{0,99})([.]\\d{1,100})?([eE][+-]?\\d{1,3})?");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private YamlJson() {}

  /** Writes a mapping, or checks what stands there as JSON already. */
  static String object(ConfigValue value) throws UsageException {
    if (value.node() instanceof YamlNode.Mapping mapping) {
      return object(value, mapping).toString();
    }
    if (value.node() instanceof YamlNode.Scalar scalar
        && scalar.type() == YamlNode.Scalar.Type.UNTYPED
        && isObject(scalar.text())) {
      return scalar.text();
    }
    throw value.hidden(EXPECTED);
  }

  /** Shows the names that such an object has, and not the values. */
  static String hidden(String object) {
    try {
      List<String> names = new ArrayList<>();
      JSON.readTree(object).fieldNames().forEachRemaining(name -> names.add(YamlText.scalar(name)));
      return String.join(", ", names) + " (not shown)";
    } catch (JsonProcessingException e) {
      throw new AssertionError("settings that were taken are JSON");
    }
  }

  private static boolean isObject(String text) {
    try {
      return JSON.readTree(text) instanceof ObjectNode;
    } catch (JsonProcessingException e) {
      return false; // its message has the text, which may be secret
    }
  }

  private static ObjectNode object(ConfigValue value, YamlNode.Mapping mapping)
      throws UsageException {
    ObjectNode object = NODES.objectNode();
    for (YamlNode.Entry entry : mapping.entries()) {
      ConfigValue part = value.inside(entry.line(), "." + entry.key(), entry.value());
      if (entry.key().equals(MERGE)) {
        throw part.hidden("the keys themselves, since none are merged");
      }
      object.set(entry.key(), json(part));
    }
    return object;
  }

  private static ArrayNode list(ConfigValue value, YamlNode.Sequence sequence)
      throws UsageException {
    ArrayNode list = NODES.arrayNode();
    for (YamlNode element : sequence.elements()) {
      list.add(json(value.inside(element.line(), "[" + list.size() + "]", element)));
    }
    return list;
  }

  private static JsonNode json(ConfigValue value) throws UsageException {
    YamlNode node = value.node();
    if (node instanceof YamlNode.Mapping mapping) {
      return object(value, mapping);
    }
    if (node instanceof YamlNode.Sequence sequence) {
      return list(value, sequence);
    }
    return node instanceof YamlNode.Scalar scalar ? scalar(value, scalar) : NODES.nullNode();
  }

  private static JsonNode scalar(ConfigValue value, YamlNode.Scalar scalar) throws UsageException {
    String text = scalar.text();
    if (scalar.type() == YamlNode.Scalar.Type.TEXT) {
      return NODES.textNode(text);
    }
    if (text.equals("true") || text.equals("false")) {
      return NODES.booleanNode(text.equals("true"));
    }
    if (NUMBER.matcher(text).matches()) {
      return DecimalNode.valueOf(new BigDecimal(text));
    }
    throw value.hidden(EXPECTED_VALUE); // such as .inf or 0x10, which JSON does not have
  }
}
