/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.run;

import io.github.a6runner.core.RunnerServer;
import io.github.a6runner.core.setting.EndTimes;
import io.github.a6runner.core.socket.Ancestry;
import io.github.a6runner.starter.archive.ClassArchive;
import io.github.a6runner.starter.configuration.Config;
import io.github.a6runner.starter.configuration.ConfigDraft;
import io.github.a6runner.starter.configuration.ConfigOptions;
import io.github.a6runner.starter.configuration.ListenAddress;
import io.github.a6runner.starter.logging.Logging;
import io.github.a6runner.starter.plugins.ClassesOption;
import io.github.a6runner.starter.plugins.LoadedPlugins;
import io.github.a6runner.starter.surroundings.StopSignal;
import io.github.a6runner.starter.surroundings.Surroundings;
import io.github.a6runner.starter.surroundings.UsageException;
import io.github.a6runner.starter.surroundings.Version;
import io.github.a6runner.starter.surroundings.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code a6-runner run}: the daemon. */
@Command(
    name = RunCommand.NAME,
    description = "Runs the filters of the plugins for APISIX, until it is told to stop.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "APISIX names the socket in APISIX_LISTEN_ADDRESS when it starts the runner itself, and how",
      "long it keeps confs, in seconds, in APISIX_CONF_EXPIRE_TIME. SIGTERM and Ctrl-C stop it.",
      "With --dev changes are followed, in the plugins folder too.",
      "",
      "Examples:",
      "  a6-runner run --listen unix:/tmp/a6.sock",
      "  a6-runner run --listen unix:/tmp/a6.sock --dev target/classes",
      "  APISIX_LISTEN_ADDRESS=unix:/tmp/a6.sock a6-runner run --plugins build/plugins",
    })
public final class RunCommand implements Callable<Integer> {
  /** What it is called, and may go without saying. */
  public static final String NAME = "run";

  private static final Logger logger = LoggerFactory.getLogger(RunCommand.class);

  private final Surroundings surroundings;

  @Option(
      names = "--listen",
      paramLabel = "unix:PATH",
      description = "The Unix socket to listen on.")
  private Optional<String> listen = Optional.empty();

  @Mixin private ClassesOption dev = new ClassesOption();

  @Option(
      names = "--take-over",
      description = "Take the socket over from a runner that is listening there.")
  private boolean takeOver;

  @Option(
      names = "--managed",
      description = "Behave as if APISIX had started the runner, which it otherwise finds out.")
  private boolean managed;

  @Mixin private DebugOptions debug = new DebugOptions();

  @Mixin private ConfigOptions options = new ConfigOptions();

  @Option(
      names = "--exit-with",
      hidden = true,
      paramLabel = "PID",
      description = "End when this process is gone, which started the runner.")
  private Optional<Long> starter = Optional.empty();

  /**
   * Creates the command.
   *
   * @param surroundings what it knows of the world
   */
  public RunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    debug.check();
    preload();
    Ancestry ancestry = Ancestry.current();
    boolean underApisix = managed || ancestry.isManaged();
    ConfigDraft draft = draft(ancestry, underApisix);
    if (draft.listen().isEmpty() && draft.problems().isEmpty()) {
      return withoutAddress(underApisix);
    }
    run(draft.build(), ancestry);
    return ExitCode.OK;
  }

  /** What the server needs is loaded while the configuration and the plugins are looked at. */
  private static void preload() {
    Logging.quiet();
    Thread thread = new Thread(RunnerServer::preload, "a6-preload");
    thread.setDaemon(true);
    thread.start();
  }

  private ConfigDraft draft(Ancestry ancestry, boolean underApisix) {
    ConfigDraft draft = options.draft(surroundings, surroundings.environment());
    listen.ifPresent(address -> draft.listen("--listen", address));
    draft.master(ancestry.masterPid());
    draft.runner().managed(underApisix).takeOver(takeOver).deadlines(!debug.areGiven());
    return draft;
  }

  @SuppressWarnings("try") // The log is only there and closed.
  private void run(Config config, Ancestry ancestry) throws Exception {
    try (StopSignal stop = StopSignal.install(budget(config));
        Logging logging =
            Logging.ofRunner(
                config.log(),
                surroundings.err(),
                surroundings.terminal(),
                config.runner().managed());
        LoadedPlugins plugins = LoadedPlugins.load(config, dev.folder());
        Supervision supervision = Supervision.begin(config, plugins);
        RunnerServer server =
            RunnerServer.start(config.runner(), plugins.plugins(), supervision.hooks())) {
      if (config.watchPlugins() || dev.folder().isPresent()) {
        plugins.plugins().watch();
      }
      announce(config, plugins);
      supervision.started(server);
      logger.debug("configuration: {}", config);
      if (debug.areGiven()) {
        logger.warn("deadlines: off, for a debugger (expected: on, wherever clients wait)");
      }
      ClassArchive.ofThisProcess().ifPresent(ClassArchive::makeLater);
      if (stop.await(() -> ancestry.isOrphaned() || isStarterGone())) {
        logger.info("stopping: told to by a signal");
      } else {
        logger.warn("stopping: the {} that started this runner is gone", starterName(ancestry));
      }
      supervision.ending();
    }
  }

  private static String starterName(Ancestry ancestry) {
    return ancestry.isOrphaned() ? "gateway" : "process";
  }

  private boolean isStarterGone() {
    return starter.isPresent() && ProcessHandle.of(starter.get()).isEmpty();
  }

  private static Duration budget(Config config) {
    EndTimes times = EndTimes.of(config.runner().managed());
    return config.runner().shutdownGrace().plus(times.rest());
  }

  private void announce(Config config, LoadedPlugins plugins) {
    plugins.problems().forEach(problem -> logger.error("plugin not usable: {}", problem));
    plugins.settingsOfNoFilter(config).forEach(text -> logger.warn("{}", text));
    // Before the line on stdout: what the log needs is made for its first line, and whoever waits
    // for that line may then end the runner in time.
    logger.info(
        "started: process {}, Java {}, {}",
        ProcessHandle.current().pid(),
        Runtime.version(),
        RunnerServer.transport());
    surroundings.out().println(readiness(config.runner().listen(), plugins));
  }

  private static String readiness(Path socket, LoadedPlugins plugins) {
    int problems = plugins.problems().size();
    return "a6-runner "
        + Version.runner()
        + ": listening on "
        + ListenAddress.of(socket)
        + ", "
        + plugins.counted()
        + (problems == 0 ? "" : ", " + Words.counted(problems, "problem") + " (see the log)")
        + ProcessAge.now().map(time -> ", started in " + time.toMillis() + " ms").orElse("");
  }

  private int withoutAddress(boolean underApisix) throws UsageException {
    if (!surroundings.terminal() || underApisix) {
      throw new UsageException(
          "listen: not set (expected: unix: and an absolute path, in APISIX_LISTEN_ADDRESS, --listen,"
              + " A6_RUNNER_LISTEN or the configuration file)");
    }
    surroundings.err().print(HowToStart.text());
    return ExitCode.USAGE;
  }
}
