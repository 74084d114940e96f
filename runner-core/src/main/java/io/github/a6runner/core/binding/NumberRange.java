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
 * @param withoutLeast whether that itself is outside
 * @param greatest the greatest number; null if there is none
 * @param withoutGreatest whether that itself is outside
 */
record NumberRange(
    @Nullable BigDecimal least,
    boolean withoutLeast,
    @Nullable BigDecimal greatest,
    boolean withoutGreatest) {
  static final NumberRange ALL = new NumberRange(null, false, null, false);

  static NumberRange of(long least, long greatest) {
    return new NumberRange(BigDecimal.valueOf(least), false, BigDecimal.valueOf(greatest), false);
  }

  /** This range without what is below a number, and perhaps without the number. */
  NumberRange atLeast(BigDecimal limit, boolean without) {
    int more = least == null ? 1 : limit.compareTo(least);
    return more > 0 || (more == 0 && without)
        ? new NumberRange(limit, without, greatest, withoutGreatest)
        : this;
  }

  /** This range without what is above a number, and perhaps without the number. */
  NumberRange atMost(BigDecimal limit, boolean without) {
    int more = greatest == null ? -1 : limit.compareTo(greatest);
    return more < 0 || (more == 0 && without)
        ? new NumberRange(least, withoutLeast, limit, without)
        : this;
  }

  boolean contains(BigDecimal number) {
    return (least == null || number.compareTo(least) >= (withoutLeast ? 1 : 0))
        && (greatest == null || number.compareTo(greatest) <= (withoutGreatest ? -1 : 0));
  }

  /** Writes the range as keywords of JSON Schema. */
  ObjectNode limit(ObjectNode schema) {
    if (least != null) {
      schema.put(withoutLeast ? "exclusiveMinimum" : "minimum", new BigDecimal(plain(least)));
    }
    if (greatest != null) {
      schema.put(withoutGreatest ? "exclusiveMaximum" : "maximum", new BigDecimal(plain(greatest)));
    }
    return schema;
  }

  /** The range in words, with a blank before them; empty if all numbers are in it. */
  String words() {
    if (least == null) {
      return greatest == null ? "" : toGreatest(greatest);
    }
    String from = (withoutLeast ? " above " : " of at least ") + plain(least);
    if (greatest == null) {
      return from;
    }
    return withoutLeast || withoutGreatest
        ? from + " and" + toGreatest(greatest)
        : " from " + plain(least) + " to " + plain(greatest);
  }

  private String toGreatest(BigDecimal number) {
    return (withoutGreatest ? " below " : " of at most ") + plain(number);
  }

  private static String plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return Math.abs(stripped.scale()) > 20 ? stripped.toString() : stripped.toPlainString();
  }
}
