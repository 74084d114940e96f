/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit.junit;

import io.github.a6runner.testkit.FilterTester;
import io.github.a6runner.testkit.TestClock;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Something that lasts as long as a class of tests or one test, and has a tester for them. */
abstract sealed class TesterLifetime
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver
    permits RunnerExtension, WithRunnerExtension {

  /** A class or a test begins. */
  abstract void begin(ExtensionContext context);

  /** A class or a test that has begun ends. */
  abstract void end(ExtensionContext context);

  /** The tester of a class or a test under way. */
  abstract FilterTester tester(ExtensionContext context);

  @Override
  public final void beforeAll(ExtensionContext context) {
    begin(context);
  }

  @Override
  public final void beforeEach(ExtensionContext context) {
    begin(context);
  }

  @Override
  public final void afterEach(ExtensionContext context) {
    end(context);
  }

  @Override
  public final void afterAll(ExtensionContext context) {
    end(context);
  }

  @Override
  public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == FilterTester.class || type == TestClock.class;
  }

  @Override
  public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    FilterTester tester = tester(context);
    return parameter.getParameter().getType() == TestClock.class ? tester.clock() : tester;
  }
}
