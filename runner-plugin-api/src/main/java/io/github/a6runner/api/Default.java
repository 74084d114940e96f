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
 * The value that a component of a configuration record has where the field is absent. What does not
 * fit the component is the plugin's error, found when the filter is first configured. See {@link
 * ConfSource}.
 *
 * <pre>{@code
 * record Retry(@Default("3") int times, @Default("[502, 503]") List<Integer> on) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
  /**
   * The value, as JSON; for a text the text itself.
   *
   * @return the value
   */
  String value();
}
