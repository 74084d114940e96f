/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit.junit;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Does what {@link WithRunner} says: each class and each test that has the annotation itself has a
 * runner of its own, the others have that of what encloses them.
 */
final class WithRunnerExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(WithRunnerExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    begin(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    begin(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    end(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    end(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return RunnerExtension.supports(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    RunnerExtension runner = store(context).get(RunnerExtension.class, RunnerExtension.class);
    return runner.resolve(parameter.getParameter().getType());
  }

  private static void begin(ExtensionContext context) {
    Optional<WithRunner> wanted =
        AnnotationSupport.findAnnotation(context.getElement(), WithRunner.class);
    if (wanted.isPresent()) {
      WithRunner what = wanted.get();
      RunnerExtension runner =
          RunnerExtension.with(
              () -> RunnerExtension.start(List.of(what.filters()), List.of(what.plugins())));
      runner.beforeAll(context);
      store(context).put(RunnerExtension.class, runner);
    }
  }

  private static void end(ExtensionContext context) {
    RunnerExtension runner = store(context).remove(RunnerExtension.class, RunnerExtension.class);
    if (runner != null) {
      runner.afterAll(context);
    }
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }
}
