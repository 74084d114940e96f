/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import io.github.a6runner.api.Header;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.ResponseHeaders;

/** Headers for the client as one filter sees them. */
final class ResponseHeadersView extends HeadersView implements ResponseHeaders {
  private final Phase phase;

  /**
   * Makes the view.
   *
   * @param entries the headers
   * @param phase of which call, as APISIX does not take the same names in both
   * @param changeCheck throws where it is too late for a change
   */
  ResponseHeadersView(EntryList entries, Phase phase, Runnable changeCheck) {
    super(entries, changeCheck);
    this.phase = phase;
  }

  @Override
  public void add(String name, String value) {
    checkChange(name);
    Header header = Header.checked(name, value);
    entries().add(header.name(), header.value());
  }

  @Override
  void checkName(String name) {
    ResponseHeaders.checkName(phase, name);
  }
}
