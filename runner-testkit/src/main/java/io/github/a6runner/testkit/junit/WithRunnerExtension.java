/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit.junit;

import io.github.a6runner.testkit.FilterTester;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Does what {@link WithRunner} says: each class and each test that has the annotation itself has a
 * runner of its own, the others have that of what encloses them.
 */
final class WithRunnerExtension extends TesterLifetime {
  private static final Namespace NAMESPACE = Namespace.create(WithRunnerExtension.class);

  @Override
  FilterTester tester(ExtensionContext context) {
    return store(context).get(RunnerExtension.class, RunnerExtension.class).tester();
  }

  @Override
  void begin(ExtensionContext context) {
    Optional<WithRunner> wanted =
        AnnotationSupport.findAnnotation(context.getElement(), WithRunner.class);
    if (wanted.isPresent()) {
      WithRunner what = wanted.get();
      RunnerExtension runner =
          RunnerExtension.with(
              () -> RunnerExtension.start(List.of(what.filters()), List.of(what.plugins())));
      runner.begin(context);
      store(context).put(RunnerExtension.class, runner);
    }
  }

  @Override
  void end(ExtensionContext context) {
    RunnerExtension runner = store(context).remove(RunnerExtension.class, RunnerExtension.class);
    if (runner != null) {
      runner.end(context);
    }
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }
}
