/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import io.github.a6runner.starter.configuration.ListenAddress;
import io.github.a6runner.starter.surroundings.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Whether APISIX's configuration and the runner's fit together. */
final class ApisixChecks {
  private static final String PATH_FOR_TEST = "ext-plugin.path_for_test";
  private static final String COMMAND = "ext-plugin.cmd";
  private static final List<String> PLUGINS =
      List.of("ext-plugin-pre-req", "ext-plugin-post-req", "ext-plugin-post-resp");

  private ApisixChecks() {}

  /** How APISIX comes to a runner: by starting it, or by a path. */
  static List<Finding> start(ApisixConfig apisix, Predicate<String> executable) {
    boolean hasPath = apisix.pathForTest().isPresent();
    if (apisix.command().isEmpty()) {
      return List.of(
          hasPath
              ? Finding.ok(COMMAND, "not there, APISIX starts no runner and connects to its path")
              : Finding.fail(
                  COMMAND,
                  "neither it nor path_for_test is in " + apisix.name(),
                  "add ext-plugin: cmd: [\"/path/to/bin/a6-runner\", \"run\"]"));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(command(apisix.command().get(0), executable));
    if (hasPath) {
      findings.add(
          Finding.warn(
              COMMAND,
              "path_for_test is there too: APISIX starts the runner and has it listen on that path",
              "take one of the two away; a runner started by hand on that path is taken over"));
    }
    return findings;
  }

  private static Finding command(String program, Predicate<String> executable) {
    if (!program.startsWith("/")) {
      return Finding.warn(
          COMMAND,
          program + " is looked for in APISIX's working directory and PATH",
          "write the whole path of bin/a6-runner");
    }
    return executable.test(program)
        ? Finding.ok(COMMAND, program + " can be executed")
        : Finding.fail(
            COMMAND,
            program + " is no file that can be executed",
            "write the path of bin/a6-runner, and chmod +x it");
  }

  /** Whether the runner listens where APISIX connects. */
  static List<Finding> address(ApisixConfig apisix, Optional<Path> listen) {
    if (apisix.pathForTest().isEmpty()) {
      return apisix.command().isEmpty() || listen.isEmpty()
          ? List.of()
          : List.of(
              Finding.info(
                  "address",
                  "APISIX names its own when it starts the runner, not " + listen.get()));
    }
    String path = apisix.pathForTest().get();
    if (path.startsWith(ListenAddress.PREFIX)) {
      return List.of(
          Finding.fail(
              PATH_FOR_TEST,
              path + " begins with unix:, which APISIX puts in front itself",
              "write " + path.substring(ListenAddress.PREFIX.length())));
    }
    if (!path.startsWith("/")) {
      return List.of(
          Finding.fail(PATH_FOR_TEST, path + " is not absolute", "write the whole path"));
    }
    return List.of(matching(path, apisix, listen));
  }

  private static Finding matching(String path, ApisixConfig apisix, Optional<Path> listen) {
    if (!apisix.command().isEmpty()) {
      return Finding.ok("address", "APISIX says it when it starts the runner: " + path);
    }
    if (listen.isEmpty()) {
      return Finding.fail(
          "address",
          "none is configured or named here by --listen, and APISIX connects to " + path,
          "set listen: unix:"
              + path
              + ", or start the runner, and ask again, with --listen unix:"
              + path);
    }
    return listen.get().equals(Path.of(path))
        ? Finding.ok("address", path + " on both sides")
        : Finding.fail(
            "address",
            "the runner listens on " + listen.get() + ", APISIX connects to " + path,
            "set listen: unix:" + path);
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

  /**
   * Whether the workers of nginx may connect.
   *
   * @param allowed whether a user given by name may connect, whoever started the runner
   */
  static List<Finding> workers(ApisixConfig apisix, Predicate<String> allowed) {
    String user = apisix.workerUser().orElse("nobody");
    String who = "the workers of nginx run as " + user;
    if (apisix.workerUser().isEmpty()) {
      who = "the workers of nginx run as nobody if its master is root";
    }
    if (allowed.test(user)) {
      return List.of(Finding.ok("peers", who + ", who may connect"));
    }
    if (!apisix.command().isEmpty()) {
      return List.of(
          Finding.ok("peers", who + ", and may connect to the runner that APISIX starts"));
    }
    String advice = "set allowed-users: [" + user + "]";
    String text = who + ", who may not connect to a runner that APISIX has not started";
    return List.of(
        apisix.workerUser().isPresent()
            ? Finding.fail("peers", text, advice)
            : Finding.warn("peers", text, advice));
  }
}
