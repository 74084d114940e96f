/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.core.file.FileFailure;
import io.github.a6runner.starter.archive.WarmCommand;
import io.github.a6runner.starter.call.CallCommand;
import io.github.a6runner.starter.dev.DevCommand;
import io.github.a6runner.starter.doctor.DoctorCommand;
import io.github.a6runner.starter.logging.Logging;
import io.github.a6runner.starter.plugins.PluginsCommand;
import io.github.a6runner.starter.project.NewCommand;
import io.github.a6runner.starter.run.RunCommand;
import io.github.a6runner.starter.surroundings.Surroundings;
import io.github.a6runner.starter.surroundings.UsageException;
import io.github.a6runner.starter.surroundings.Version;
import io.github.a6runner.starter.surroundings.Words;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: which commands there are, and how their mistakes are told. */
@Command(
    name = "a6-runner",
    description = "Runs external plugins of Apache APISIX that are written in Java.",
    synopsisHeading = "Usage: ",
    customSynopsis = "a6-runner [COMMAND] [OPTIONS]",
    descriptionHeading = "%n",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%n",
    footer = {
      "",
      "Without a command, `run` is meant. `a6-runner COMMAND --help` tells more.",
      "",
      "Exit status: 0 all went well, 1 something failed,",
      "             2 the command line or the configuration is wrong.",
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class A6Runner {
  private static final Set<String> OF_ALL = Set.of("-h", "--help", "-V", "--version");

  private static final int WIDTH = 100;

  private A6Runner() {}

  /** Runs a command line and returns the exit status. */
  static int execute(Surroundings surroundings, String... args) {
    String[] all = withCommand(args);
    // APISIX waits for this one: the others would take time to look at, and so would options.
    boolean run = all[0].equals(RunCommand.NAME);
    if (run && all.length == 1) {
      return runAsConfigured(surroundings);
    }
    return run
        ? configured(lineWithRun(surroundings), surroundings).execute(all)
        : executeOther(surroundings, all);
  }

  private static CommandLine lineWithRun(Surroundings surroundings) {
    return new CommandLine(new A6Runner()).addSubcommand(new RunCommand(surroundings));
  }

  private static CommandLine lineWithAll(Surroundings surroundings) {
    CommandLine line = lineWithRun(surroundings);
    line.addSubcommand(new DevCommand(surroundings, Main.class));
    line.addSubcommand(new NewCommand(surroundings));
    line.addSubcommand(new CallCommand(surroundings));
    line.addSubcommand(new PluginsCommand(surroundings));
    line.addSubcommand(new CheckCommand(surroundings));
    line.addSubcommand(new DoctorCommand(surroundings));
    line.addSubcommand(new WarmCommand(surroundings));
    line.addSubcommand(new VersionCommand(surroundings));
    return configured(line, surroundings);
  }

  private static int runAsConfigured(Surroundings surroundings) {
    try {
      return new RunCommand(surroundings).call();
    } catch (Exception e) {
      return failed(surroundings, e);
    }
  }

  @SuppressWarnings("try") // The log is only there and closed.
  private static int executeOther(Surroundings surroundings, String[] args) {
    PrintStream out = System.out;
    System.setOut(System.err); // What plugins print is no part of what was asked for.
    try (Logging logging = Logging.ofCommand(surroundings.err())) {
      return lineWithAll(surroundings).execute(args);
    } finally {
      System.setOut(out);
    }
  }

  /** Sets what the commands that were added share. */
  private static CommandLine configured(CommandLine line, Surroundings surroundings) {
    return line.setExpandAtFiles(false) // An @ is how --body names a file.
        .setUsageHelpWidth(WIDTH)
        .setOut(writer(surroundings.out()))
        .setErr(writer(surroundings.err()))
        .setParameterExceptionHandler((e, all) -> misused(surroundings, e))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(surroundings, e));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** Without a command it is run. */
  private static String[] withCommand(String[] args) {
    boolean named = args.length > 0 && (!args[0].startsWith("-") || OF_ALL.contains(args[0]));
    if (named) {
      return args;
    }
    List<String> all = new ArrayList<>(List.of(RunCommand.NAME));
    all.addAll(List.of(args));
    return all.toArray(String[]::new);
  }

  private static int misused(Surroundings surroundings, ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    surroundings.say(mistake(e));
    surroundings.err().println("Try '" + command + " --help'.");
    return ExitCode.USAGE;
  }

  private static String mistake(ParameterException e) {
    boolean atRoot = e.getCommandLine().getParent() == null;
    if (atRoot && e instanceof UnmatchedArgumentException unmatched) {
      List<String> commands = List.copyOf(e.getCommandLine().getSubcommands().keySet());
      return unmatched.getUnmatched().get(0)
          + ": unknown command (expected: "
          + Words.anyOf(commands)
          + ")";
    }
    return Mistakes.of(e);
  }

  private static int failed(Surroundings surroundings, Exception e) {
    if (e instanceof UsageException usage) {
      usage.problems().forEach(surroundings::say);
      return ExitCode.USAGE;
    }
    if (e instanceof IOException io) {
      surroundings.say(FileFailure.of(io));
    } else {
      surroundings.say("an error of the runner itself, please report it:");
      e.printStackTrace(surroundings.err());
    }
    return ExitCode.SOFTWARE;
  }
}
