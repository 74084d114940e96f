/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The secret values of a configuration, remembered while it is bound so that no message has one.
 */
final class Secrets {
  /**
   * Messages shorten what is long: so many characters of a secret are hardly ever there by chance.
   */
  private static final int LONG_PIECE = 16;

  private static final int MOST_CAUSES = 1000;

  private final Set<String> texts = new HashSet<>();

  /** Remembers all texts and numbers of a value. */
  void add(JsonNode node) {
    if (node.isTextual()) {
      texts.add(node.textValue());
    } else if (node.isNumber()) {
      addNumber(node);
    }
    node.forEach(this::add);
    node.fieldNames().forEachRemaining(texts::add);
    texts.remove("");
  }

  /** A number as the text has it, and as whatever it may be bound to is printed. */
  private void addNumber(JsonNode node) {
    BigDecimal number = node.decimalValue();
    BigDecimal stripped = number.stripTrailingZeros();
    texts.add(node.asText());
    texts.add(number.toPlainString());
    texts.add(stripped.toString());
    texts.add(stripped.toPlainString());
    texts.add(Double.toString(number.doubleValue()));
  }

  /** Whether a value holds a secret. */
  boolean areIn(JsonNode node) {
    Secrets held = new Secrets();
    held.add(node);
    return held.texts.stream().anyMatch(texts::contains);
  }

  /** Whether a message gives a secret away, or a long piece of one. */
  boolean areIn(@Nullable String message) {
    return message != null && (texts.stream().anyMatch(message::contains) || arePartlyIn(message));
  }

  private boolean arePartlyIn(String message) {
    Set<String> pieces = pieces(message).collect(Collectors.toSet());
    return texts.stream().flatMap(Secrets::pieces).anyMatch(pieces::contains);
  }

  private static Stream<String> pieces(String text) {
    return IntStream.rangeClosed(0, text.length() - LONG_PIECE)
        .mapToObj(at -> text.substring(at, at + LONG_PIECE));
  }

  /**
   * Whether an exception, one of its causes or one that they suppress gives a secret away. They are
   * foreign code: where one cannot be asked, or there is no end of them, it may be so.
   */
  boolean areIn(Throwable failure) {
    if (texts.isEmpty()) {
      return false;
    }
    try {
      return areInAny(failure);
    } catch (Throwable e) {
      return true;
    }
  }

  private boolean areInAny(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> left = new ArrayDeque<>();
    left.add(failure);
    while (!left.isEmpty()) {
      Throwable each = left.remove();
      if (!seen.add(each)) {
        continue;
      }
      if (seen.size() > MOST_CAUSES || areInWordsOf(each)) {
        return true;
      }
      Optional.ofNullable(each.getCause()).ifPresent(left::add);
      left.addAll(List.of(each.getSuppressed()));
    }
    return false;
  }

  private boolean areInWordsOf(Throwable failure) {
    return areIn(failure.toString())
        || areIn(failure.getMessage())
        || areIn(failure.getLocalizedMessage());
  }
}
