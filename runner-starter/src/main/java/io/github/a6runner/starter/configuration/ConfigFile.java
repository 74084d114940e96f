/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import io.github.a6runner.core.file.FileFailure;
import io.github.a6runner.starter.yaml.YamlFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the configuration file. Whatever is wrong with it becomes a problem of the draft. */
final class ConfigFile {

  private ConfigFile() {}

  /** Reads a file that has to be there. */
  static void read(Path file, ConfigDraft draft) {
    ConfigFindings findings = draft.findings();
    try {
      text(file.toString(), Files.readString(file), draft);
    } catch (NoSuchFileException e) {
      findings.wrong("configuration: " + file + " is missing (expected: a YAML file)");
    } catch (CharacterCodingException e) {
      findings.wrong("configuration: " + file + " is not text (expected: YAML in UTF-8)");
    } catch (IOException e) {
      findings.wrong(
          "configuration: "
              + file
              + " cannot be read (expected: a YAML file): "
              + FileFailure.of(e));
    }
  }

  private static void text(String name, String text, ConfigDraft draft) {
    YamlFile.read(name, text, draft.findings().problems())
        .map(root -> new ConfigValue(new Origin(name, root.line()), "", root))
        .ifPresent(new ConfigReader(draft)::file);
  }
}
