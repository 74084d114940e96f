/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import io.github.a6runner.starter.surroundings.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Whether APISIX's configuration can be read, and lets APISIX call a runner. */
final class ApisixChecks {
  private static final Path USUAL = Path.of("/usr/local/apisix/conf/config.yaml");
  private static final List<String> PLUGINS =
      List.of("ext-plugin-pre-req", "ext-plugin-post-req", "ext-plugin-post-resp");

  private ApisixChecks() {}

  /** Reads the file that is named, or else the usual one; why it cannot becomes findings. */
  static Optional<ApisixConfig> read(Optional<Path> named, List<Finding> findings) {
    if (named.isEmpty() && !Files.isReadable(USUAL)) {
      findings.add(
          Finding.info(
              "apisix", "its configuration was not looked at; --apisix-config FILE names it"));
      return Optional.empty();
    }
    Path file = named.orElse(USUAL);
    List<String> problems = new ArrayList<>();
    Optional<ApisixConfig> config = Optional.empty();
    try {
      config = ApisixConfig.read(file.toString(), Files.readString(file), problems);
    } catch (IOException e) {
      problems.add(file + " cannot be read");
    }
    problems.forEach(
        problem -> findings.add(Finding.fail("apisix", problem, "name its config.yaml")));
    return config;
  }

  /** Looks at what APISIX passes on, and what it has switched on. */
  static List<Finding> of(ApisixConfig apisix, Map<String, String> environment) {
    List<Finding> findings = new ArrayList<>(variables(apisix, environment.keySet()));
    findings.addAll(plugins(apisix));
    return findings;
  }

  /** Whether nginx hides variables from the runner that are set here. */
  static List<Finding> variables(ApisixConfig apisix, Collection<String> setHere) {
    if (apisix.command().isEmpty()) {
      return List.of();
    }
    List<String> hidden = new ArrayList<>();
    for (String name : new TreeSet<>(setHere)) {
      boolean listed =
          apisix.variables().stream()
              .anyMatch(each -> each.equals(name) || each.startsWith(name + "="));
      boolean wanted = name.equals("JAVA_HOME") || name.startsWith(Surroundings.PREFIX);
      if (wanted && !listed) {
        hidden.add(name);
      }
    }
    return List.of(
        hidden.isEmpty()
            ? Finding.ok("environment", "nothing that is set here is hidden by nginx")
            : Finding.warn(
                "environment",
                "nginx hides " + String.join(", ", hidden) + " from the runner",
                "list them in nginx_config.envs of " + apisix.name()));
  }

  /** Whether the plugins that call a runner are switched on. */
  static List<Finding> plugins(ApisixConfig apisix) {
    if (apisix.plugins().isEmpty()) {
      return List.of();
    }
    List<String> missing = new ArrayList<>(PLUGINS);
    missing.removeAll(apisix.plugins().get());
    if (missing.isEmpty()) {
      return List.of(Finding.ok("apisix plugins", "all three ext-plugins are on"));
    }
    String text = "not on: " + String.join(", ", missing);
    String advice = "add them to plugins of " + apisix.name() + ", as far as routes use them";
    return List.of(
        missing.size() == PLUGINS.size()
            ? Finding.fail("apisix plugins", text, advice)
            : Finding.info("apisix plugins", text));
  }
}
