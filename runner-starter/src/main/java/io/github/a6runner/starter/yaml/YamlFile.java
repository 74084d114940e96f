/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads YAML into a tree that knows its lines, and finds the keys that are there twice. */
public final class YamlFile {
  private static final String STANDARD_TAG = "tag:yaml.org,2002:";

  private final String name;
  private final YAMLParser parser;
  private final List<String> problems;
  private final Map<String, YamlNode> anchors = new HashMap<>();

  private YamlFile(String name, YAMLParser parser, List<String> problems) {
    this.name = name;
    this.parser = parser;
    this.problems = problems;
  }

  /**
   * Reads a text.
   *
   * @param name what to call the file in a message
   * @param text its contents
   * @param problems takes what is wrong with it
   * @return its only document, or empty if there is none or it is not YAML
   */
  public static Optional<YamlNode> read(String name, String text, List<String> problems) {
    // A file as it is shipped; the parser alone would be a tenth of the time that a start takes.
    if (text.lines().allMatch(line -> line.isBlank() || line.startsWith("#"))) {
      return Optional.empty();
    }
    try (YAMLParser parser = new YAMLFactory().createParser(text)) {
      return new YamlFile(name, parser, problems).document();
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      problems.add(name + ":" + line + ": " + reason(e.getOriginalMessage()));
      return Optional.empty();
    } catch (IOException e) {
      throw new AssertionError("a text in memory can be read", e);
    }
  }

  /**
   * What was read, and what is wrong there; the lines that show the place are indented. What was
   * found instead is left out, since it is in words of the parser, such as names of its classes.
   */
  private static String reason(String message) {
    return message
        .lines()
        .filter(line -> !line.startsWith(" "))
        .map(line -> line.replaceFirst(",(?: but)? got .*", ""))
        .limit(2)
        .collect(Collectors.joining(", ", "not YAML: ", ""));
  }

  private Optional<YamlNode> document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      return Optional.empty();
    }
    YamlNode root = node();
    if (parser.nextToken() != null) {
      problems.add(name + ":" + line() + ": a second document (expected: one)");
    }
    return Optional.of(root);
  }

  private YamlNode node() throws IOException {
    if (parser.isCurrentAlias()) {
      return anchored(parser.getText());
    }
    String tag = parser.getTypeId();
    if (tag != null && !tag.startsWith(STANDARD_TAG)) {
      problems.add(name + ":" + line() + ": a tag !" + tag + " (expected: the value without it)");
    }
    String anchor = parser.getObjectId();
    YamlNode node = content();
    if (anchor != null) {
      anchors.put(anchor, node);
    }
    return node;
  }

  private YamlNode anchored(String anchor) throws IOException {
    YamlNode node = anchors.get(anchor);
    if (node == null) {
      problems.add(name + ":" + line() + ": *" + anchor + ": no &" + anchor + " before it");
      return new YamlNode.Nothing(line());
    }
    return node;
  }

  private YamlNode content() throws IOException {
    int line = line();
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(line);
      case START_ARRAY -> sequence(line);
      case VALUE_NULL -> new YamlNode.Nothing(line);
      case VALUE_STRING -> new YamlNode.Scalar(line, parser.getText(), YamlNode.Scalar.Type.TEXT);
      case VALUE_NUMBER_INT ->
          new YamlNode.Scalar(line, parser.getText(), YamlNode.Scalar.Type.INTEGER);
      default -> new YamlNode.Scalar(line, parser.getText(), YamlNode.Scalar.Type.OTHER);
    };
  }

  private YamlNode sequence(int line) throws IOException {
    List<YamlNode> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(node());
    }
    return new YamlNode.Sequence(line, elements);
  }

  private YamlNode mapping(int line) throws IOException {
    List<YamlNode.Entry> entries = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = line();
      parser.nextToken();
      YamlNode value = node();
      Integer earlier = lines.putIfAbsent(key, keyLine);
      if (earlier == null) {
        entries.add(new YamlNode.Entry(keyLine, key, value));
      } else {
        problems.add(
            name
                + ":"
                + keyLine
                + ": "
                + key
                + ": a second time (expected: once, see line "
                + earlier
                + ")");
      }
    }
    return new YamlNode.Mapping(line, entries);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }
}
