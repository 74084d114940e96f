/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Default;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.ResponseCall;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs one line for each response and changes nothing: the status, the size that the upstream
 * announced and the named variables; {@code -} stands for what is not known. The body is not asked
 * for, since APISIX would have to hold all of it.
 *
 * <pre>{@code {"fields": ["request_uri", "consumer_name"]}}</pre>
 */
public final class ResponseLogger implements NonBlockingFilter<ResponseLogger.Conf> {
  private static final Logger LOG = LoggerFactory.getLogger(ResponseLogger.class);

  /**
   * The configuration.
   *
   * @param fields names of variables, without {@code $}
   */
  public record Conf(@Default("[]") List<String> fields) {}

  @Override
  public String name() {
    return "response-logger";
  }

  @Override
  public Conf configure(ConfSource source) {
    return source.as(Conf.class);
  }

  @Override
  public Needs needs(Phase phase, Conf conf) {
    return Needs.variables(conf.fields().toArray(String[]::new));
  }

  @Override
  public void onResponse(ResponseCall call, Conf conf) {
    StringBuilder line = new StringBuilder("response status=").append(call.status());
    line.append(" size=").append(call.headers().first("Content-Length").orElse("-"));
    for (String field : conf.fields()) {
      line.append(' ').append(field).append('=').append(call.variable(field).orElse("-"));
    }
    // A variable can hold what a client made up, a line break for instance.
    LOG.info("{}", line.toString().replaceAll("\\p{Cntrl}", "?"));
  }
}
