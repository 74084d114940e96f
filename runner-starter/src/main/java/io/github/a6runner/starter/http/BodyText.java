/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.http;

import io.github.a6runner.protocol.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bodies as a person or a program can read them. */
public final class BodyText {

  private BodyText() {}

  /**
   * Writes a body for a person.
   *
   * @param body the body
   * @return its lines; of one that is not text, only how long it is
   */
  public static List<String> lines(Bytes body) {
    return text(body)
        .map(text -> text.lines().toList())
        .orElseGet(() -> List.of("(" + body.size() + " bytes that are not text)"));
  }

  /**
   * Writes a body for a program.
   *
   * @param body the body
   * @return a field of JSON: {@code body}, or {@code body_base64} if it is not text
   */
  public static Map<String, Object> field(Bytes body) {
    return text(body)
        .<Map<String, Object>>map(text -> Map.of("body", text))
        .orElseGet(
            () -> Map.of("body_base64", Base64.getEncoder().encodeToString(body.toByteArray())));
  }

  /**
   * Reads a body that a person can read.
   *
   * @param body the body
   * @return its text, if it is UTF-8 without control characters other than tabs and ends of lines
   */
  public static Optional<String> text(Bytes body) {
    try {
      ByteBuffer bytes = body.asByteBuffer();
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return Optional.of(text).filter(BodyText::isPrintable);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** What a terminal might take for a command is not shown to one. */
  private static boolean isPrintable(String text) {
    return text.chars()
        .allMatch(c -> !Character.isISOControl(c) || c == '\n' || c == '\r' || c == '\t');
  }
}
