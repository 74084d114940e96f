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
 * The texts that a component of a configuration record takes; for a list or set, each of its
 * members. On what holds no texts it is the plugin's error, found when the filter is first
 * configured; an enum says the same without it. See {@link ConfSource}.
 *
 * <pre>{@code
 * record Fallback(@OneOf({"deny", "allow"}) String onError) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface OneOf {
  /**
   * The texts.
   *
   * @return at least one text
   */
  String[] value();
}
