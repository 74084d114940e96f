/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import java.util.List;

/** The settings of what an operator sees from outside. */
final class ManagementSettings {

  private ManagementSettings() {}

  /** In the order of the file. */
  static List<Setting<ConfigDraft, Config, ?>> all() {
    return List.of(
        Setting.asIn(
            Config.STANDARD,
            "management.listen",
            Kind.MANAGEMENT,
            "Where `/metrics`, `/health` and `/status` are served over HTTP: a port of loopback,"
                + " such as 127.0.0.1:9901 or [::1]:9901, or a Unix socket, `unix:` and an absolute"
                + " path, that only the runner's user can use. `off`: nowhere.",
            Setting.field(ConfigDraft::management, Config::management)));
  }
}
