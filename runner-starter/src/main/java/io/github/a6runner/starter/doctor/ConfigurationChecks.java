/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import io.github.a6runner.core.file.FileFailure;
import io.github.a6runner.starter.configuration.Config;
import io.github.a6runner.starter.configuration.ConfigDraft;
import io.github.a6runner.starter.surroundings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;

/** Whether the runner's configuration is one, and nobody reads what others should not. */
final class ConfigurationChecks {
  private static final String SUBJECT = "configuration";

  private ConfigurationChecks() {}

  /** Makes the configuration of a draft; what is wrong with it becomes findings. */
  static Optional<Config> read(ConfigDraft draft, List<Finding> findings) {
    try {
      Config config = draft.build();
      findings.add(Finding.ok(SUBJECT, "nothing is wrong with it"));
      draft.filesWithFilterSettings().forEach(file -> privacy(file).ifPresent(findings::add));
      return Optional.of(config);
    } catch (UsageException e) {
      for (String problem : e.problems()) {
        findings.add(Finding.fail(SUBJECT, problem, "see docs/configuration.md"));
      }
      return Optional.empty();
    }
  }

  private static Optional<Finding> privacy(Path file) {
    try {
      if (!Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        return Optional.empty();
      }
      String found = file + ": everybody can read the settings of filters in it";
      return Optional.of(Finding.warn(SUBJECT, found, "chmod o-r " + file));
    } catch (IOException e) {
      return Optional.of(Finding.warn(SUBJECT, FileFailure.of(e), "see above"));
    }
  }
}
