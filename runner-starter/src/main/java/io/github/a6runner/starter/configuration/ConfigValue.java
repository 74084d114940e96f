/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import io.github.a6runner.core.setting.OnFailure;
import io.github.a6runner.starter.surroundings.UsageException;
import io.github.a6runner.starter.surroundings.Words;
import io.github.a6runner.starter.yaml.YamlNode;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One value of the configuration, read as what it has to be. What it is not is told with its place
 * and what was expected.
 *
 * @param origin where it was given
 * @param key the full name of the setting, for instance {@code log.level}
 * @param node the value
 */
record ConfigValue(Origin origin, String key, YamlNode node) {

  /** What a message about it begins with. */
  String naming() {
    return origin.naming(key);
  }

  /** Whether it is just this text. */
  boolean isText(String text) {
    return node instanceof YamlNode.Scalar scalar && scalar.text().equals(text);
  }

  /** A text that is not empty. */
  String text(String expected) throws UsageException {
    return scalar(YamlNode.Scalar.Type.TEXT, expected);
  }

  /** A duration with its unit. */
  Duration duration() throws UsageException {
    String text = scalar(YamlNode.Scalar.Type.TEXT, Durations.EXPECTED);
    return Durations.parse(text).orElseThrow(() -> wrong(Durations.EXPECTED));
  }

  /** A whole number that an int holds. */
  int integer() throws UsageException {
    String expected = "a whole number";
    String digits = scalar(YamlNode.Scalar.Type.INTEGER, expected).replace("_", "");
    try {
      return new BigInteger(digits).intValueExact();
    } catch (NumberFormatException e) {
      throw wrong(expected);
    } catch (ArithmeticException e) {
      throw wrong(expected + " up to " + Integer.MAX_VALUE);
    }
  }

  /** A whole number from 1 on. */
  int count() throws UsageException {
    int number = integer();
    if (number < 1) {
      throw wrong("1 or more");
    }
    return number;
  }

  /** True or false. */
  boolean bool() throws UsageException {
    String expected = "true or false";
    String text = scalar(YamlNode.Scalar.Type.OTHER, expected);
    if (!text.equals("true") && !text.equals("false")) {
      throw wrong(expected);
    }
    return text.equals("true");
  }

  /** A size in bytes with its unit. */
  long bytes() throws UsageException {
    String text = scalar(YamlNode.Scalar.Type.TEXT, Sizes.EXPECTED);
    return Sizes.parse(text).orElseThrow(() -> wrong(Sizes.EXPECTED));
  }

  /** One constant of an enum, written in lower case. */
  <E extends Enum<E>> E oneOf(E[] constants) throws UsageException {
    String expected = Words.anyOf(Arrays.stream(constants).map(Words::of).toList());
    String text = scalar(YamlNode.Scalar.Type.TEXT, expected);
    return Arrays.stream(constants)
        .filter(constant -> Words.of(constant).equals(text))
        .findFirst()
        .orElseThrow(() -> wrong(expected));
  }

  /** What becomes of a call when its filter fails. */
  OnFailure onFailure() throws UsageException {
    String expected = "fail, skip, or stop and a status from 200 to 599, such as stop 403";
    String text = scalar(YamlNode.Scalar.Type.TEXT, expected);
    if (text.matches("stop \\d{3}")) {
      try {
        return OnFailure.stop(Integer.parseInt(text.substring("stop ".length())));
      } catch (IllegalArgumentException e) {
        throw wrong(expected);
      }
    }
    return Stream.of(OnFailure.FAIL, OnFailure.SKIP)
        .filter(policy -> policy.toString().equals(text))
        .findFirst()
        .orElseThrow(() -> wrong(expected));
  }

  /** A list of texts or numbers. */
  List<String> names(String expected) throws UsageException {
    if (node instanceof YamlNode.Scalar scalar && scalar.type() == YamlNode.Scalar.Type.UNTYPED) {
      return Stream.of(scalar.text().split(",")).filter(name -> !name.isEmpty()).toList();
    }
    if (!(node instanceof YamlNode.Sequence sequence)) {
      throw wrong(expected);
    }
    List<String> names = new ArrayList<>();
    for (YamlNode element : sequence.elements()) {
      if (!(element instanceof YamlNode.Scalar scalar)) {
        throw inside(element.line(), "", element).wrong(expected);
      }
      names.add(scalar.text());
    }
    return List.copyOf(names);
  }

  /** The settings under this one; none if nothing is there. */
  List<ConfigValue> children(String expected) throws UsageException {
    if (node instanceof YamlNode.Nothing) {
      return List.of();
    }
    if (!(node instanceof YamlNode.Mapping mapping)) {
      throw wrong(expected);
    }
    String prefix = key.isEmpty() ? "" : key + ".";
    return mapping.entries().stream()
        .map(entry -> new ConfigValue(origin.at(entry.line()), prefix + entry.key(), entry.value()))
        .toList();
  }

  /** A part of this value, which begins on a line of the same file. */
  ConfigValue inside(int line, String name, YamlNode part) {
    return new ConfigValue(origin.at(line), key + name, part);
  }

  /** The same problem of a value that may be secret. */
  UsageException hidden(String expected) {
    return new UsageException(naming() + ": another value (expected: " + expected + ")");
  }

  /** The problem that this value is not what was expected. */
  UsageException wrong(String expected) {
    return new UsageException(naming() + ": " + node.shown() + " (expected: " + expected + ")");
  }

  private String scalar(YamlNode.Scalar.Type type, String expected) throws UsageException {
    if (node instanceof YamlNode.Scalar scalar && scalar.isOf(type)) {
      return scalar.text();
    }
    throw wrong(expected);
  }
}
