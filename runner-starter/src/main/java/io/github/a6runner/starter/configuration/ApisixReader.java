/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import io.github.a6runner.starter.surroundings.ApisixVariables;
import io.github.a6runner.starter.surroundings.UsageException;
import java.time.Duration;
import java.util.Map;

/** Reads what APISIX says in the environment. Whatever is wrong there becomes a problem. */
final class ApisixReader {

  private ApisixReader() {}

  /** Takes the variables of APISIX, as far as they are there. */
  static void read(Map<String, String> environment, ConfigDraft draft) {
    ConfigFindings findings = draft.findings();
    String address = environment.get(ApisixVariables.LISTEN);
    if (address != null) {
      findings.attempt(
          () -> {
            draft.apisixListen(ListenAddress.absolute(ApisixVariables.LISTEN, address));
            findings.origin("listen", Origin.of(ApisixVariables.LISTEN));
          });
    }
    String time = environment.get(ApisixVariables.EXPIRE_TIME);
    if (time != null) {
      findings.attempt(
          () -> {
            draft.apisixExpireTime(Duration.ofSeconds(seconds(time)));
            findings.origin("conf-expire-time", Origin.of(ApisixVariables.EXPIRE_TIME));
          });
    }
  }

  private static long seconds(String text) throws UsageException {
    if (!text.matches("\\d{1,9}") || text.matches("0+")) {
      throw new UsageException(
          ApisixVariables.EXPIRE_TIME
              + ": "
              + (text.isEmpty() ? "empty" : text)
              + " (expected: seconds, 1 or more)");
    }
    return Long.parseLong(text);
  }
}
