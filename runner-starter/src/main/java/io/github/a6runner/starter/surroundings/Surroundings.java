/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.surroundings;

import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the commands know of the world: where they write to, and where they were started.
 *
 * @param out takes what was asked for
 * @param err takes everything else that a person or an operator has to see
 * @param environment the variables of the environment
 * @param installation where the runner is installed
 * @param terminal whether a person sees {@code err}
 */
public record Surroundings(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Installation installation,
    boolean terminal) {

  /** What the names of the runner's own variables of the environment begin with. */
  public static final String PREFIX = "A6_RUNNER_";

  /** What {@code bin/a6-runner} found out, which can ask the system better than a JVM can. */
  private static final String TERMINAL = "a6.runner.terminal";

  /**
   * Looks at those of this process.
   *
   * @return the surroundings
   */
  public static Surroundings current() {
    return new Surroundings(
        System.out, System.err, System.getenv(), Installation.current(), isTerminal());
  }

  /**
   * Tells a person, or an operator, something of the runner's own on a line.
   *
   * @param message what is to be said
   */
  public void say(String message) {
    err.println("a6-runner: " + message);
  }

  /**
   * Returns how this program is called, seen from the working directory.
   *
   * @return a path, or the name alone where there is no script
   */
  public String script() {
    Path script = installation.script();
    if (!Files.exists(script)) {
      return "a6-runner";
    }
    Path here = Path.of("").toAbsolutePath();
    return script.startsWith(here) ? here.relativize(script).toString() : script.toString();
  }

  private static boolean isTerminal() {
    String known = System.getProperty(TERMINAL);
    return known == null ? hasConsole(System.console()) : known.equals("true");
  }

  /** From 22 on a JVM may have a console without a terminal, and says so. */
  private static boolean hasConsole(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
