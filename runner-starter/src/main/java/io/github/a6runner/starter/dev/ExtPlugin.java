/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import java.util.Arrays;
import java.util.Optional;

/** The plugins of APISIX that ask a runner, in the order in which they do. */
enum ExtPlugin {
  PRE_REQ("ext-plugin-pre-req"),
  POST_REQ("ext-plugin-post-req"),
  POST_RESP("ext-plugin-post-resp");

  private final String pluginName;

  ExtPlugin(String pluginName) {
    this.pluginName = pluginName;
  }

  /** Its name in a route. */
  String pluginName() {
    return pluginName;
  }

  static Optional<ExtPlugin> named(String name) {
    return Arrays.stream(values()).filter(each -> each.pluginName.equals(name)).findFirst();
  }
}
