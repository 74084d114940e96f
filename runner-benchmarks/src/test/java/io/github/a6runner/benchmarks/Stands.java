/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** What stands in for runners and the load generator in tests. */
final class Stands {

  private Stands() {}

  /** A shell script as load generator, with a folder as the current one. */
  static LoadGenerator generator(Path folder, String script) throws IOException {
    Path program = folder.resolve("generator");
    Files.writeString(program, "#!/bin/sh\ncd " + folder + "\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return new LoadGenerator(program);
  }

  /** A runner that is nothing but Netty. */
  static Contestant bare(String name) {
    return bare(name, Contestant.Filters.SAY);
  }

  static Contestant bare(String name, Contestant.Filters filters) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            BareEcho.class.getName());
    return new Contestant(name, command, Map.of(), filters);
  }
}
