/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import io.github.a6runner.starter.logging.LogSettings;
import java.util.List;

/** The settings of the log. */
final class LoggingSettings {

  private LoggingSettings() {}

  /** In the order of the file. */
  static List<Setting<ConfigDraft, Config, ?>> all() {
    return List.of(
        Setting.asIn(
            Config.STANDARD,
            "log.level",
            Kind.oneOf(LogSettings.Level.values()),
            "The lowest level that is logged.",
            Setting.field((d, v) -> d.log(d.log().withLevel(v)), c -> c.log().level())),
        Setting.asIn(
            Config.STANDARD,
            "log.target",
            Kind.oneOf(LogSettings.Target.values()),
            "Where the log goes. `auto`: to the file if APISIX started the runner, else to stderr.",
            Setting.field((d, v) -> d.log(d.log().withTarget(v)), c -> c.log().target())),
        Setting.asIn(
            Config.STANDARD,
            "log.format",
            Kind.oneOf(LogSettings.Format.values()),
            "How the log is written. `text`: one line for an event, and indented ones for an"
                + " exception. `json`: one object on one line.",
            Setting.field((d, v) -> d.log(d.log().withFormat(v)), c -> c.log().format())),
        Setting.asIn(
            Config.STANDARD,
            "log.file",
            Kind.FILE,
            "The log file.",
            Setting.field(ConfigDraft::logFile, c -> c.log().file().toString())),
        Setting.asIn(
            Config.STANDARD,
            "log.max-file-size",
            Kind.SIZE,
            "The size at which the file is rotated; it is also rotated at midnight.",
            Setting.field((d, v) -> d.log(d.log().withMaxFileSize(v)), c -> c.log().maxFileSize())),
        Setting.asIn(
            Config.STANDARD,
            "log.keep-days",
            Kind.COUNT,
            "How many days rotated files are kept, compressed. If all of them take more"
                + " than %d times log.max-file-size, the oldest goes sooner."
                    .formatted(LogSettings.MOST_SIZES),
            Setting.field((d, v) -> d.log(d.log().withKeepDays(v)), c -> c.log().keepDays())));
  }
}
