/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.Header;
import io.github.a6runner.api.QueryArg;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;

/** What the protocol says, in the words of the plugin API. */
final class Converted {
  private Converted() {}

  static Header header(TextEntry entry) {
    return new Header(entry.name().string(), entry.value().map(Text::string).orElse(""));
  }

  static List<Header> headers(List<TextEntry> entries) {
    return entries.stream().map(Converted::header).toList();
  }

  static QueryArg arg(TextEntry entry) {
    return new QueryArg(entry.name().string(), entry.value().map(Text::string));
  }

  static Body body(Bytes bytes) {
    return Body.of(bytes.asByteBuffer());
  }

  static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(UTF_8));
  }
}
