/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The greatest number that a component of a configuration record takes. For numbers and {@code
 * Optional}s of them; on anything else it is the plugin's error, found when the filter is first
 * configured. See {@link ConfSource}.
 *
 * <p>The limit is a {@code double}, which holds whole numbers up to 2<sup>53</sup> exactly. For a
 * {@code long}, a {@code BigInteger} or a {@code BigDecimal} whose limit has more digits, the
 * constructor of the record says what it takes.
 *
 * <pre>{@code
 * record Answer(@Min(200) @Max(599) int status) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Max {
  /**
   * The number.
   *
   * @return the greatest number, finite
   */
  double value();

  /**
   * Whether the number itself is excluded.
   *
   * @return true if only smaller ones are taken; false by default
   */
  boolean exclusive() default false;
}
