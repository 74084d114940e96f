/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

/** Text from outside made fit for a message: quoted, shortened, on one line. */
final class Quoted {
  private static final int MOST = 64;

  private Quoted() {}

  static String text(String text) {
    StringBuilder out = new StringBuilder("\"");
    int end = Math.min(text.length(), MOST);
    if (end < text.length() && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end))) {
      end--;
    }
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == 0x7f || c == '"' || c == '\\') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append(end < text.length() ? "\"..." : "\"").toString();
  }
}
