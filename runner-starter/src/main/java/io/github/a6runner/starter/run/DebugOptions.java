/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.run;

import io.github.a6runner.starter.surroundings.UsageException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/**
 * The options for debuggers. Whether one can attach, and where, is settled when the JVM starts, so
 * {@code bin/a6-runner} reads these options before, and knows the port that goes without saying.
 */
final class DebugOptions {
  /** In place of a port: wherever the JVM listens. */
  private static final String ANY = "0";

  private static final String DEBUG = "--debug";
  private static final String WAIT = "--wait-for-debugger";

  private static final Pattern AGENT =
      Pattern.compile("-(?:agentlib:jdwp=|Xrunjdwp:)(?:.*\\baddress=(?:[^,]*:)?(\\d+))?.*");

  @Option(
      names = DEBUG,
      arity = "0..1",
      fallbackValue = ANY,
      paramLabel = "PORT",
      description = {
        "Let a debugger attach to this port of 127.0.0.1, or to the one that is told at the start,",
        "and end no call for being late. Everybody on the machine can attach: not for production.",
      })
  private Optional<Integer> debug = Optional.empty();

  @Option(
      names = WAIT,
      arity = "0..1",
      fallbackValue = ANY,
      paramLabel = "PORT",
      description = "The same, and wait for the debugger before anything else is done.")
  private Optional<Integer> waiting = Optional.empty();

  /** Whether a debugger may come. */
  boolean areGiven() {
    return debug.isPresent() || waiting.isPresent();
  }

  /**
   * Sees that the JVM does what these options say.
   *
   * @throws UsageException if no debugger can attach to it, or only to another port
   */
  void check() throws UsageException {
    if (areGiven()) {
      check(ManagementFactory.getRuntimeMXBean().getInputArguments());
    }
  }

  /** The same with the options of a JVM. */
  void check(List<String> jvm) throws UsageException {
    Optional<MatchResult> agent =
        jvm.stream()
            .map(AGENT::matcher)
            .filter(Matcher::matches)
            .map(Matcher::toMatchResult)
            .findFirst();
    check(DEBUG, debug, agent);
    check(WAIT, waiting, agent);
  }

  private static void check(String option, Optional<Integer> port, Optional<MatchResult> agent)
      throws UsageException {
    if (port.isPresent() && agent.isEmpty()) {
      throw new UsageException(
          option
              + ": this JVM lets no debugger attach (expected: a start by bin/a6-runner, or by java"
              + " with -agentlib:jdwp)");
    }
    String wanted = port.map(number -> Integer.toString(number)).orElse(ANY);
    Optional<String> open = agent.map(found -> found.group(1));
    if (!wanted.equals(ANY) && !open.equals(Optional.of(wanted))) {
      throw new UsageException(
          "%s: %s (expected: the %s that the JVM was started with)"
              .formatted(option, wanted, open.orElse("port")));
    }
  }
}
