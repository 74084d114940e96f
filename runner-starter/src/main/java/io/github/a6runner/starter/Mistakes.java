/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import java.util.List;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a person is told of a command line that is not understood. */
final class Mistakes {

  private Mistakes() {}

  /** Says what of a command line was not understood, and what was expected. */
  static String of(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return missing(missing.getMissing().get(0));
    }
    if (e instanceof OverwrittenOptionException twice) {
      return name(twice.getOverwritten()) + ": given again (expected: once)";
    }
    return e.getArgSpec() == null || e.getValue() == null
        ? String.valueOf(e.getMessage())
        : name(e.getArgSpec()) + ": " + e.getValue() + expected(e.getArgSpec());
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String word = e.getUnmatched().get(0);
    if (!e.isUnknownOption()) {
      return word + ": not understood (expected: nothing more)";
    }
    List<String> alike = e.getSuggestions();
    return word
        + ": unknown option"
        + (alike.isEmpty() ? "" : " (expected: " + alike.get(0) + ", perhaps)");
  }

  private static String missing(ArgSpec argument) {
    return argument instanceof OptionSpec
        ? name(argument) + ": missing" + expected(argument)
        : name(argument) + ": missing";
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String expected(ArgSpec argument) {
    return " (expected: " + argument.paramLabel() + ")";
  }
}
