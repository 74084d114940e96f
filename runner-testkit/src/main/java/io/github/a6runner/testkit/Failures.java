/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.protocol.TextEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What filters threw, by the call or the configuration for which they did. Thread-safe. */
final class Failures {
  private final Map<Long, CallFailure> byCall = new ConcurrentHashMap<>();
  private final Map<TextEntry, CallFailure> byConf = new ConcurrentHashMap<>();

  void addCall(long id, CallFailure failure) {
    byCall.put(id, failure);
  }

  void addConf(String filter, String conf, CallFailure failure) {
    byConf.put(TextEntry.of(filter, conf), failure);
  }

  /** A filter that fails to configure now can do so later. */
  void removeConf(String filter, String conf) {
    byConf.remove(TextEntry.of(filter, conf));
  }

  /** The failures of a call: of its configurations, or its own. */
  List<CallFailure> of(long id, List<TextEntry> conf) {
    List<CallFailure> failures = new ArrayList<>();
    conf.forEach(entry -> Optional.ofNullable(byConf.get(entry)).ifPresent(failures::add));
    Optional.ofNullable(byCall.remove(id)).ifPresent(failures::add);
    return failures;
  }
}
