/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.starter.configuration.ListenAddress;
import io.github.a6runner.starter.surroundings.JvmOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command lines of this very program as further processes. They run in a JVM like this one, so
 * that what is seen here is what will run, but without its archive of classes: that is made of
 * another class path. Immutable.
 *
 * @param program the class that starts this program
 * @param words the options that each of them gets behind its own
 */
record ChildCommands(Class<?> program, List<String> words) {
  private static final int FIRST_WITH_NATIVE_WARNING = 24;

  ChildCommands {
    words = List.copyOf(words);
  }

  /** A runner that listens at a socket and ends with this process. */
  List<String> run(Path socket) {
    // The log of the runner is what a person who develops wants to see.
    return command(
        "-Da6.runner.terminal=true",
        "run",
        "--listen",
        ListenAddress.of(socket),
        "--set", // or its locks would stay behind, under a name that does not come again
        "runtime-dir=" + socket.resolveSibling("run"),
        "--exit-with",
        Long.toString(ProcessHandle.current().pid()));
  }

  /** The list of all filters, as JSON. */
  List<String> plugins() {
    return command("-XX:TieredStopAtLevel=1", "plugins", "--json");
  }

  private List<String> command(String jvmOption, String... own) {
    List<String> command = new ArrayList<>();
    command.add(JvmOptions.java().toString());
    command.addAll(JvmOptions.shape().orElse(List.of()));
    if (Runtime.version().feature() >= FIRST_WITH_NATIVE_WARNING) {
      command.add("--enable-native-access=ALL-UNNAMED"); // what a jar says counts with -jar only
    }
    command.add(jvmOption);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(own));
    command.addAll(words);
    return command;
  }
}
