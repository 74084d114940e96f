/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import io.github.a6runner.api.Max;
import io.github.a6runner.api.Min;
import io.github.a6runner.api.OneOf;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What annotations say about the values of a record's component.
 *
 * @param where the record and the component, for messages to the plugin's author
 * @param min the least number; null if there is none
 * @param max the greatest number; null if there is none
 * @param texts the texts that are taken; empty for all
 */
record ValueLimits(String where, @Nullable Min min, @Nullable Max max, List<String> texts) {

  /**
   * Reads the annotations of a component.
   *
   * @throws UnfitRecordException if they say nothing that could be kept to
   */
  static ValueLimits of(RecordComponent component, String where) {
    Min min = component.getAnnotation(Min.class);
    Max max = component.getAnnotation(Max.class);
    OneOf oneOf = component.getAnnotation(OneOf.class);
    if (oneOf != null && oneOf.value().length == 0) {
      throw new UnfitRecordException(where, "@OneOf without a text", "at least one");
    }
    if ((min != null && !Double.isFinite(min.value()))
        || (max != null && !Double.isFinite(max.value()))) {
      throw new UnfitRecordException(where, "@Min or @Max without end", "a finite number");
    }
    return new ValueLimits(where, min, max, oneOf == null ? List.of() : List.of(oneOf.value()));
  }

  /** The part of a range that is within the limits. */
  NumberRange narrow(NumberRange range) {
    NumberRange narrow = range;
    if (min != null) {
      narrow = narrow.atLeast(BigDecimal.valueOf(min.value()), min.exclusive());
    }
    return max == null ? narrow : narrow.atMost(BigDecimal.valueOf(max.value()), max.exclusive());
  }

  /** Refuses limits of numbers for what is no number. */
  void requireNoNumbers() {
    if (min != null || max != null) {
      throw new UnfitRecordException(where, "@Min or @Max", "on a number or an Optional of one");
    }
  }

  /** Refuses a choice of texts for what is no text. */
  void requireNoTexts() {
    if (!texts.isEmpty()) {
      throw new UnfitRecordException(
          where, "@OneOf", "on a String, or an Optional, List or Set of it");
    }
  }
}
