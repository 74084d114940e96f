/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.yaml;

import java.util.List;

/** A piece of a YAML file that knows its line. Immutable. */
public sealed interface YamlNode {

  /**
   * Returns the line it begins on.
   *
   * @return the line, counted from 1
   */
  int line();

  /**
   * Returns what to show of it in a message.
   *
   * @return a few words
   */
  String shown();

  /**
   * A mapping. A key is there only once.
   *
   * @param line the line it begins on
   * @param entries its entries, in the order of the file
   */
  record Mapping(int line, List<Entry> entries) implements YamlNode {

    /**
     * Copies the entries.
     *
     * @param line the line it begins on
     * @param entries its entries, in the order of the file
     */
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String shown() {
      return "a mapping";
    }
  }

  /**
   * One key of a mapping, with its value.
   *
   * @param line the line of the key
   * @param key the key
   * @param value the value
   */
  record Entry(int line, String key, YamlNode value) {}

  /**
   * A list.
   *
   * @param line the line it begins on
   * @param elements what is in it
   */
  record Sequence(int line, List<YamlNode> elements) implements YamlNode {

    /**
     * Copies the elements.
     *
     * @param line the line it begins on
     * @param elements what is in it
     */
    public Sequence {
      elements = List.copyOf(elements);
    }

    @Override
    public String shown() {
      return "a list";
    }
  }

  /**
   * Any other value, as it is written; a number in quotes is a text.
   *
   * @param line the line it is on
   * @param text the value
   * @param type what YAML takes it for
   */
  record Scalar(int line, String text, Type type) implements YamlNode {
    /** What YAML takes it for. */
    public enum Type {
      /** Letters, or anything in quotes. */
      TEXT,
      /** A whole number. */
      INTEGER,
      /** A fraction, true or false, and what else there is. */
      OTHER,
      /** Of a text that is not YAML, such as an option: it is what it has to be. */
      UNTYPED
    }

    /**
     * Tells whether it can be of a type; an empty text can be nothing.
     *
     * @param other the type
     * @return true if it can
     */
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

  /**
   * A key without a value.
   *
   * @param line the line of the key
   */
  record Nothing(int line) implements YamlNode {
    @Override
    public String shown() {
      return "nothing";
    }
  }
}
