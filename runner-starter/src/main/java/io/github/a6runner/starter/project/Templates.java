/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** The texts that a new project is made from. */
final class Templates {
  private Templates() {}

  /**
   * Fills a template.
   *
   * @param name the name of the template
   * @param values what stands for each name in double braces
   * @throws IOException if it cannot be read
   */
  static String fill(String name, Map<String, String> values) throws IOException {
    String text = text(name + ".template");
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("{{" + value.getKey() + "}}", value.getValue());
    }
    return text;
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = Templates.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
