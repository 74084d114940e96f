/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import java.util.List;

/** The settings of where things are, and who may connect. */
final class PlaceSettings {

  private PlaceSettings() {}

  /** In the order of the file. */
  static List<Setting<ConfigDraft, Config, ?>> all() {
    return List.of(
        Setting.of(
            "listen",
            Kind.ADDRESS,
            "",
            "The Unix socket to listen on, an absolute path after `unix:`. There is no default: APISIX"
                + " names one when it starts the runner. To start it by hand, give the"
                + " `path_for_test` of APISIX here, after `unix:`.",
            Setting.field(ConfigDraft::listen, config -> config.runner().listen())),
        Setting.asIn(
            Config.STANDARD,
            "plugins",
            Kind.FOLDER,
            "The folder of the plugins: jars, or folders of jars.",
            Setting.field(ConfigDraft::plugins, config -> config.plugins().toString())),
        Setting.asIn(
            Config.STANDARD,
            "watch-plugins",
            Kind.SWITCH,
            "Whether plugins that are changed, added or removed there take effect while the runner"
                + " runs. A broken one leaves what was there in service.",
            Setting.field(ConfigDraft::watchPlugins, Config::watchPlugins)),
        Setting.asIn(
            Config.STANDARD,
            "allowed-users",
            Kind.USERS,
            "Who may connect, besides root, the runner's own user and, under APISIX, its nginx"
                + " workers: names or numbers of users.",
            Setting.field(ConfigDraft::allowedUsers, PlaceSettings::allowedUsers)),
        Setting.of(
            "runtime-dir",
            Kind.orAuto(Kind.FOLDER),
            "auto",
            "The folder for the locks of sockets, which has to be the runner's user's alone and the"
                + " same for all runners on one path. `auto`: the first that can be used of"
                + " /run/a6-runner (root only), $XDG_RUNTIME_DIR/a6-runner and a6-runner-UID in the"
                + " folder for temporary files.",
            Setting.field(
                ConfigDraft::runtimeDir,
                config -> config.runner().runtimeDir().map(Object::toString))));
  }

  private static List<String> allowedUsers(Config config) {
    return config.runner().peers().userIds().stream().sorted().map(String::valueOf).toList();
  }
}
