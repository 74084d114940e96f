/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import io.github.a6runner.api.InvalidConfException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON text, as {@code $.limits[2].rate}. Immutable. Linked to the place around it, so
 * that it costs next to nothing until it is printed.
 */
final class JsonPath {
  static final JsonPath ROOT = new JsonPath(null, "$", false);

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");
  private static final int LONGEST = 64;

  private final @Nullable JsonPath parent;
  private final Object step;
  private final boolean secret;

  private JsonPath(@Nullable JsonPath parent, Object step, boolean secret) {
    this.parent = parent;
    this.step = step;
    this.secret = secret;
  }

  /** The place of a field of the object that is here. */
  JsonPath field(String name) {
    return new JsonPath(this, name, false);
  }

  /** As {@link #field}, for a field below which not even names are to be printed. */
  JsonPath secretField(String name) {
    return new JsonPath(this, name, true);
  }

  /** The place of a member of the list that is here. */
  JsonPath index(int index) {
    return new JsonPath(this, index, false);
  }

  /** The refusal of what is at this place. */
  InvalidConfException refused(String found, String expected) {
    return new InvalidConfException(refusal(found, expected));
  }

  /** The words of a refusal of what is at this place. */
  String refusal(String found, String expected) {
    return this + ": " + found + " (expected: " + expected + ")";
  }

  @Override
  public String toString() {
    Deque<JsonPath> steps = new ArrayDeque<>();
    for (JsonPath place = this; place != null; place = place.parent) {
      if (place.secret) {
        steps.clear();
      }
      steps.push(place);
    }
    StringBuilder out = new StringBuilder();
    steps.forEach(place -> print(place.step, out));
    return out.toString();
  }

  private static void print(Object step, StringBuilder out) {
    if (step instanceof String name) {
      if (out.isEmpty()) {
        out.append(name);
      } else if (PLAIN.matcher(name).matches()) {
        out.append('.').append(name);
      } else {
        quote(name, out.append("[\"")).append("\"]");
      }
    } else {
      out.append('[').append(step).append(']');
    }
  }

  /** A name from outside stays on its line, whatever it holds. */
  private static StringBuilder quote(String name, StringBuilder out) {
    name.chars()
        .limit(LONGEST)
        .forEach(
            c -> {
              if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                out.append("\\u%04x".formatted(c));
              } else {
                out.append((char) c);
              }
            });
    return name.length() > LONGEST ? out.append("...") : out;
  }
}
