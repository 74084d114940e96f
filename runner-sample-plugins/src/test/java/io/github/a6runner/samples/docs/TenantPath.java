/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.RequestCall;
import java.util.Optional;

/** The example in the javadoc of filters that do not block. */
public final class TenantPath implements NonBlockingFilter<TenantPath.Conf> {
  /**
   * What a route configures.
   *
   * @param argument the argument that names the tenant
   */
  public record Conf(String argument) {}

  @Override
  public String name() {
    return "tenant-path";
  }

  @Override
  public Conf configure(ConfSource source) {
    return source.as(Conf.class);
  }

  @Override
  public Decision onRequest(RequestCall call, Conf conf) {
    Optional<String> tenant =
        call.args().first(conf.argument()).filter(name -> name.matches("[a-z0-9-]+"));
    if (tenant.isEmpty()) {
      return Decision.stop(400).body("which tenant?\n");
    }
    call.path("/" + tenant.get() + call.path());
    call.args().remove(conf.argument());
    return Decision.proceed();
  }
}
