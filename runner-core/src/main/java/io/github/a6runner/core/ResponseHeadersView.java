/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Header;
import io.github.a6runner.api.ResponseHeaders;
import java.util.Locale;
import java.util.Set;

/** Headers for the client as one filter sees them. */
final class ResponseHeadersView extends HeadersView implements ResponseHeaders {
  private final Set<String> lost;

  /**
   * Makes the view.
   *
   * @param entries the headers
   * @param lost names in lower case that APISIX would not pass on
   * @param changeCheck throws where it is too late for a change
   */
  ResponseHeadersView(EntryList entries, Set<String> lost, Runnable changeCheck) {
    super(entries, changeCheck);
    this.lost = lost;
  }

  @Override
  public void add(String name, String value) {
    checkChange(name);
    Header header = Header.checked(name, value);
    entries().add(header.name(), header.value());
  }

  @Override
  void checkChange(String name) {
    super.checkChange(name);
    if (lost.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "response header "
              + name
              + ": ignored by APISIX on a request that goes on (expected: another, a stop, or a"
              + " filter in ext-plugin-post-resp)");
    }
  }
}
