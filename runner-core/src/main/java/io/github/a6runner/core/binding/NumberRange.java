/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A range of numbers.
 *
 * @param least the least number; null if there is none
 * @param exclusive whether the least number itself is outside
 * @param greatest the greatest number; null if there is none
 */
record NumberRange(@Nullable BigDecimal least, boolean exclusive, @Nullable BigDecimal greatest) {
  static final NumberRange ALL = new NumberRange(null, false, null);

  static NumberRange of(long least, long greatest) {
    return new NumberRange(BigDecimal.valueOf(least), false, BigDecimal.valueOf(greatest));
  }

  /** This range without what is below a number. */
  NumberRange atLeast(BigDecimal limit, boolean without) {
    boolean narrower =
        least == null || limit.compareTo(least) > 0 || (limit.compareTo(least) == 0 && without);
    return narrower ? new NumberRange(limit, without, greatest) : this;
  }

  /** This range without what is above a number. */
  NumberRange atMost(BigDecimal limit) {
    boolean narrower = greatest == null || limit.compareTo(greatest) < 0;
    return narrower ? new NumberRange(least, exclusive, limit) : this;
  }

  boolean contains(BigDecimal number) {
    if (least != null && number.compareTo(least) < (exclusive ? 1 : 0)) {
      return false;
    }
    return greatest == null || number.compareTo(greatest) <= 0;
  }

  /** Writes the range as keywords of JSON Schema. */
  ObjectNode limit(ObjectNode schema) {
    if (least != null) {
      schema.put(exclusive ? "exclusiveMinimum" : "minimum", new BigDecimal(plain(least)));
    }
    return greatest == null ? schema : schema.put("maximum", new BigDecimal(plain(greatest)));
  }

  /** The range in words, with a blank before them; empty if all numbers are in it. */
  String words() {
    if (least == null) {
      return greatest == null ? "" : " of at most " + plain(greatest);
    }
    String from = plain(least);
    if (greatest == null) {
      return exclusive ? " above " + from : " of at least " + from;
    }
    String to = plain(greatest);
    return exclusive ? " above " + from + " and of at most " + to : " from " + from + " to " + to;
  }

  private static String plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return Math.abs(stripped.scale()) > 20 ? stripped.toString() : stripped.toPlainString();
  }
}
