/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Binds numbers of one type. */
final class NumberBinder implements ValueBinder {
  private static final BigDecimal MOST = BigDecimal.valueOf(Double.MAX_VALUE);

  private final Kind kind;
  private final NumberRange told;
  private final NumberRange range;

  private NumberBinder(Kind kind, NumberRange told) {
    this.kind = kind;
    this.told = told;
    // What is too large for a double is refused, but hardly worth telling in a message.
    this.range =
        kind == Kind.DOUBLE ? told.atLeast(MOST.negate(), false).atMost(MOST, false) : told;
  }

  /**
   * Makes the binder for a type.
   *
   * @param type a primitive, its box, BigInteger or BigDecimal
   * @param limits narrows the range of the type
   * @return the binder, or empty for a type that is no number
   */
  static Optional<ValueBinder> of(Class<?> type, UnaryOperator<NumberRange> limits) {
    return Kind.of(type).map(kind -> new NumberBinder(kind, limits.apply(kind.range())));
  }

  @Override
  public Object bind(JsonNode node, JsonPath path) {
    requireKind(node.isNumber(), node, path);
    BigDecimal number = node.decimalValue();
    if (kind.whole() && !isWhole(number)) {
      throw path.refused("a number with a fraction", expected());
    }
    // The limits hold for what the route says, and for what the plugin gets of it.
    if (!range.contains(number) || !range.contains(kind.round(number))) {
      throw path.refused("a number out of range", expected());
    }
    return kind.convert(number);
  }

  @Override
  public String expected() {
    return (kind.whole() ? "a whole number" : "a number") + told.words();
  }

  @Override
  public ObjectNode schema(SchemaWriter writer) {
    ObjectNode schema = writer.typed(kind.whole() ? "integer" : "number");
    return range.limit(schema);
  }

  /** {@code 1.0} and {@code 1e3} are whole: Lua writes large integers with an exponent. */
  private static boolean isWhole(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }

  private enum Kind {
    INT,
    LONG,
    DOUBLE,
    BIG_INTEGER,
    BIG_DECIMAL;

    static Optional<Kind> of(Class<?> type) {
      if (type == int.class || type == Integer.class) {
        return Optional.of(INT);
      } else if (type == long.class || type == Long.class) {
        return Optional.of(LONG);
      } else if (type == double.class || type == Double.class) {
        return Optional.of(DOUBLE);
      } else if (type == BigInteger.class) {
        return Optional.of(BIG_INTEGER);
      }
      return type == BigDecimal.class ? Optional.of(BIG_DECIMAL) : Optional.empty();
    }

    boolean whole() {
      return this == INT || this == LONG || this == BIG_INTEGER;
    }

    NumberRange range() {
      return switch (this) {
        case INT -> NumberRange.of(Integer.MIN_VALUE, Integer.MAX_VALUE);
        case LONG -> NumberRange.of(Long.MIN_VALUE, Long.MAX_VALUE);
        default -> NumberRange.ALL;
      };
    }

    BigDecimal round(BigDecimal number) {
      return this == DOUBLE ? BigDecimal.valueOf(number.doubleValue()) : number;
    }

    Object convert(BigDecimal number) {
      return switch (this) {
        case INT -> number.intValueExact();
        case LONG -> number.longValueExact();
        case DOUBLE -> number.doubleValue();
        case BIG_INTEGER -> number.toBigIntegerExact();
        case BIG_DECIMAL -> number;
      };
    }
  }
}
