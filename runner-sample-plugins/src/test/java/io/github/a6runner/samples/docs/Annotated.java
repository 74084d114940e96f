/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Default;
import io.github.a6runner.api.Field;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Max;
import io.github.a6runner.api.Min;
import io.github.a6runner.api.OneOf;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.Secret;
import java.util.List;
import java.util.Optional;

/** Takes a configuration with each annotation, and answers with what it was given. */
final class Annotated implements Filter<Annotated.Conf> {
  record Window(@Min(1) int requests, @Min(value = 0, exclusive = true) double seconds) {}

  record Answer(@Min(200) @Max(599) int status) {}

  record Fallback(@OneOf({"deny", "allow"}) String onError) {}

  record Retry(@Default("3") int times, @Default("[502, 503]") List<Integer> on) {}

  record Client(@Field("remote-ip") Optional<String> remoteIp) {}

  record Login(String user, @Secret List<String> passwords) {}

  record Conf(
      Optional<Window> window,
      Optional<Answer> answer,
      Optional<Fallback> fallback,
      Optional<Retry> retry,
      Optional<Client> client,
      Optional<Login> login) {}

  @Override
  public String name() {
    return "annotated";
  }

  @Override
  public Conf configure(ConfSource source) {
    return source.as(Conf.class);
  }

  @Override
  public Decision onRequest(RequestCall call, Conf conf) {
    return Decision.stop(conf.answer().map(Answer::status).orElse(200)).body(conf.toString());
  }
}
