/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import io.github.a6runner.starter.configuration.ListenAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether APISIX gets to the runner, as its configuration and the runner's are. */
final class ReachChecks {
  private static final String PATH_FOR_TEST = "ext-plugin.path_for_test";
  private static final String COMMAND = "ext-plugin.cmd";

  private ReachChecks() {}

  /** Looks at how APISIX comes to a runner, and to which. */
  static List<Finding> of(ApisixConfig apisix, Optional<Path> listen) {
    List<Finding> findings =
        new ArrayList<>(start(apisix, program -> Files.isExecutable(Path.of(program))));
    findings.addAll(address(apisix, listen));
    return findings;
  }

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
            program + " is not a file that can be executed",
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
}
