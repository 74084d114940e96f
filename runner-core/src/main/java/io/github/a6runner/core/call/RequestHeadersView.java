/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import io.github.a6runner.api.RequestHeaders;

/** A request's headers as one filter sees them. */
final class RequestHeadersView extends HeadersView implements RequestHeaders {

  RequestHeadersView(EntryList entries, Runnable changeCheck) {
    super(entries, changeCheck);
  }

  @Override
  void checkName(String name) {
    RequestHeaders.checkName(name);
  }
}
