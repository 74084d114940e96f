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
 * The name of the JSON field for a component of a configuration record that is named otherwise. See
 * {@link ConfSource}.
 *
 * <pre>{@code
 * record Client(@Field("remote-ip") Optional<String> remoteIp) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
  /**
   * The name.
   *
   * @return the name of the field
   */
  String value();
}
