/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A filter whose name stands in the jar that it is copied into, so that nothing is compiled. */
public class SlotFilter implements Filter<String> {

  /** What the name of a filter begins with that cannot be started. */
  static final String UNSTARTABLE = "unstartable-";

  /** A second one of the same jar. */
  public static final class Too extends SlotFilter {}

  @Override
  public final String name() {
    try (InputStream name = getClass().getResourceAsStream("/" + getClass().getName())) {
      return new String(Objects.requireNonNull(name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public final String configure(ConfSource source) {
    return source.text();
  }

  @Override
  public final void start(ConfSource settings) throws IOException {
    if (name().startsWith(UNSTARTABLE)) {
      throw new IOException("no disk");
    }
  }

  @Override
  public final Decision onRequest(RequestCall call, String conf) {
    return Decision.proceed();
  }
}
