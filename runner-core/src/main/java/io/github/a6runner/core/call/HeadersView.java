/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import io.github.a6runner.api.Header;
import io.github.a6runner.api.Headers;
import java.util.List;
import java.util.Optional;

/** Headers of a call as one filter sees them. */
abstract sealed class HeadersView implements Headers
    permits RequestHeadersView, ResponseHeadersView {
  private final EntryList entries;
  private final Runnable changeCheck;

  HeadersView(EntryList entries, Runnable changeCheck) {
    this.entries = entries;
    this.changeCheck = changeCheck;
  }

  @Override
  public final List<Header> asList() {
    return entries.asHeaders();
  }

  @Override
  public final Optional<String> first(String name) {
    return entries.firstValue(name);
  }

  @Override
  public final List<String> all(String name) {
    return entries.values(name);
  }

  @Override
  public final boolean contains(String name) {
    return first(name).isPresent(); // what has no value is no header
  }

  public final void set(String name, String value) {
    checkChange(name);
    Header header = Header.checked(name, value);
    entries.set(header.name(), List.of(header.value()));
  }

  public final void remove(String name) {
    checkChange(name);
    entries.remove(name);
  }

  final EntryList entries() {
    return entries;
  }

  final void checkChange(String name) {
    changeCheck.run();
    checkName(name);
  }

  /** Throws where a header of the name cannot be changed. */
  abstract void checkName(String name);
}
