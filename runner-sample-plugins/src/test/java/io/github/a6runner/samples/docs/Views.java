/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.QueryArg;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has views of a request, and changes them. */
final class Views implements Filter<String> {
  @Override
  public String name() {
    return "views";
  }

  @Override
  public String configure(ConfSource source) {
    return source.text();
  }

  @Override
  public Decision onRequest(RequestCall call, String user) {
    List<String> flags = new ArrayList<>();
    for (QueryArg arg : call.args().asList()) {
      if (arg.value().isEmpty()) {
        flags.add(arg.name());
      }
    }
    call.headers().set("X-Flags", String.join(" ", flags));

    boolean verbose = call.args().contains("verbose");
    call.args().set("lang", call.args().first("lang").orElse("en"));
    call.args().set("tag", List.of("a", "b"));
    call.args().remove("debug");

    Optional<String> type = call.headers().first("content-type");
    List<String> forwarded = call.headers().all("x-forwarded-for");
    boolean cookies = call.headers().contains("cookie");

    call.headers().set("X-User", user);
    call.headers().remove("Authorization");

    call.headers().set("X-Seen", "%s %s %s %s".formatted(verbose, type, forwarded, cookies));
    return Decision.proceed();
  }

  @Override
  public void onResponse(ResponseCall call, String user) {
    call.headers().add("Set-Cookie", "a=1");
    call.headers().add("Set-Cookie", "b=2");
    call.headers().remove("X-Powered-By");
  }
}
