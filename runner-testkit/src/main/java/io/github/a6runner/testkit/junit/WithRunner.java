/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit.junit;

import io.github.a6runner.api.Filter;
import io.github.a6runner.testkit.FilterTesterBuilder;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts a real runner for the tests of a class, or for one test, and closes it after them. Tests
 * get it as a parameter of the type {@link io.github.a6runner.testkit.FilterTester}.
 *
 * <pre>{@code
 * @WithRunner(filters = Say.class)
 * class SayRunnerTest {
 *   @Test
 *   void says(FilterTester tester) {
 *     assertThat(tester.request(r -> r.conf("{\"body\": \"hi\"}"))).stops().hasBody("hi");
 *   }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(WithRunnerExtension.class)
public @interface WithRunner {

  /**
   * Filters of the tests' class path.
   *
   * @return their classes, each with a constructor without parameters
   */
  Class<? extends Filter<?>>[] filters() default {};

  /**
   * Plugins as they are shipped, see {@link FilterTesterBuilder#plugin}.
   *
   * @return jars, folders of jars, or one folder of compiled classes
   */
  String[] plugins() default {};
}
