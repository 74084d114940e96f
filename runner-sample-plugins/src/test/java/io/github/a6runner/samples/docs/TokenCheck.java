/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import io.github.a6runner.api.Variables;
import java.util.Map;
import java.util.Optional;

/** The filter that docs/migration.md moves here from Apache's Java runner. */
public final class TokenCheck implements Filter<TokenCheck.Conf> {
  @Override
  public String name() {
    return "TokenCheck";
  }

  /**
   * What a route configures.
   *
   * @param header the header that holds the token
   * @param users who has which token
   */
  public record Conf(String header, Map<String, String> users) {}

  @Override
  public Conf configure(ConfSource source) {
    return source.as(Conf.class);
  }

  @Override
  public Needs needs(Phase phase, Conf conf) {
    return phase == Phase.REQUEST ? Needs.variables(Variables.REMOTE_ADDR) : Needs.none();
  }

  @Override
  public Decision onRequest(RequestCall call, Conf conf) {
    Optional<String> user = call.headers().first(conf.header()).map(conf.users()::get);
    if (user.isEmpty()) {
      return Decision.stop(401).header("Content-Type", "text/plain").body("no such token\n");
    }
    call.headers().set("X-User", user.get());
    call.variable(Variables.REMOTE_ADDR)
        .ifPresent(address -> call.headers().set("X-From", address));
    return Decision.proceed();
  }

  @Override
  public void onResponse(ResponseCall call, Conf conf) {
    if (call.status() >= 500) {
      call.headers().set("X-Retry", "later");
    }
  }
}
