/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import io.github.a6runner.core.log.LogText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of the route that a conf belongs to, as far as APISIX tells: the key of a conf begins with
 * what it was merged of and their ids, such as {@code route&service#7&2#ext-plugin-pre-req#12}.
 */
final class RouteId {
  private static final Pattern KEY = Pattern.compile("route(?:&[^#]*)?#([^#&]{1,128})[#&].*");

  private RouteId() {}

  static Optional<String> ofKey(String key) {
    Matcher matcher = KEY.matcher(key);
    return matcher.matches() ? Optional.of(LogText.of(matcher.group(1))) : Optional.empty();
  }
}
