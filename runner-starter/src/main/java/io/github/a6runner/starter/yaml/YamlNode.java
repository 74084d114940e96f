/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.yaml;

import java.util.List;

/** A piece of a YAML file that knows its line. Immutable. */
public sealed interface YamlNode {

  /** The line it begins on, counted from 1. */
  int line();

  /** What to show of it in a message. */
  String shown();

  /** A mapping, its entries in the order of the file. A key is there only once. */
  record Mapping(int line, List<Entry> entries) implements YamlNode {
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String shown() {
      return "a mapping";
    }
  }

  /** One key of a mapping, with its value. */
  record Entry(int line, String key, YamlNode value) {}

  /** A list. */
  record Sequence(int line, List<YamlNode> elements) implements YamlNode {
    public Sequence {
      elements = List.copyOf(elements);
    }

    @Override
    public String shown() {
      return "a list";
    }
  }

  /** Any other value, as it is written; a number in quotes is a text. */
  record Scalar(int line, String text, Type type) implements YamlNode {
    /** What YAML takes it for. */
    public enum Type {
      TEXT,
      INTEGER,
      OTHER,
      /** Of a text that is no YAML, such as an option: it is what it has to be. */
      UNTYPED
    }

    /** Whether it can be of a type; an empty text can be nothing. */
    public boolean isOf(Type other) {
      return !text.isEmpty() && (type == other || type == Type.UNTYPED);
    }

    @Override
    public String shown() {
      if (text.isEmpty()) {
        return "empty";
      }
      return type == Type.TEXT && text.matches("[\\d.]+") ? '"' + text + '"' : text;
    }
  }

  /** A key without a value. */
  record Nothing(int line) implements YamlNode {
    @Override
    public String shown() {
      return "nothing";
    }
  }
}
