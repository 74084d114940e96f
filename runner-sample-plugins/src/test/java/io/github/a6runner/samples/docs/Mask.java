/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.BodyUnavailableException;
import io.github.a6runner.api.Call;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.ResponseCall;
import java.util.Optional;

/** Hides a word in the bodies of responses. */
final class Mask implements Filter<Mask.Conf> {
  record Conf(String word) {}

  @Override
  public String name() {
    return "mask";
  }

  @Override
  public Conf configure(ConfSource source) {
    return source.as(Conf.class);
  }

  @Override
  public Needs needs(Phase phase, Conf conf) {
    return phase == Phase.RESPONSE ? Needs.body() : Needs.none();
  }

  @Override
  public void onResponse(ResponseCall call, Conf conf) {
    if (readable(call).isPresent()) {
      String text = call.decodedBody().text();
      if (text.contains(conf.word())) {
        call.replaceBody(text.replace(conf.word(), "***"));
      }
    }
  }

  private static Optional<Body> readable(Call call) {
    try {
      return Optional.of(call.decodedBody());
    } catch (BodyUnavailableException e) {
      return Optional.empty();
    }
  }
}
