/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.core.setting.SettingProblem;
import io.github.a6runner.core.setting.WrongSettingsException;
import io.github.a6runner.core.socket.PeerRules;
import io.github.a6runner.core.socket.UnknownUserException;
import io.github.a6runner.starter.logging.LogSettings;
import io.github.a6runner.starter.management.ManagementAddress;
import io.github.a6runner.starter.surroundings.ApisixVariables;
import io.github.a6runner.starter.surroundings.Installation;
import io.github.a6runner.starter.surroundings.UsageException;
import io.github.a6runner.starter.yaml.YamlFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The configuration while it is put together: defaults first, then the file, then what APISIX says,
 * then the environment, then the command line, each over the one before. Not thread-safe.
 */
public final class ConfigDraft {

  private final Installation installation;
  private final RunnerConfig.Builder runner = RunnerConfig.builder();
  private final PolicyDraft policies = new PolicyDraft();
  private final Map<String, Origin> origins = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private Set<String> allowedUsers = Set.of();
  private OptionalLong master = OptionalLong.empty();
  private Optional<Path> apisixListen = Optional.empty();
  private Optional<Duration> apisixExpireTime = Optional.empty();
  private boolean watchPlugins = Config.STANDARD.watchPlugins();
  private Optional<ManagementAddress> management = Config.STANDARD.management();
  private Optional<Path> listen = Optional.empty();
  private Path plugins;
  private LogSettings log;

  /** The defaults. */
  ConfigDraft(Installation installation) {
    this.installation = installation;
    this.plugins = installation.plugins();
    this.log = Config.STANDARD.log().withFile(installation.logs().resolve(Config.LOG_FILE));
  }

  /** Reads the file at the default place; there may be none. */
  ConfigDraft standardFile() {
    Path file = installation.config();
    return Files.exists(file) ? file(file) : this;
  }

  /** Reads a file that has to be there. */
  ConfigDraft file(Path file) {
    try {
      text(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      problems.add("configuration: " + file + " is missing (expected: a YAML file)");
    } catch (CharacterCodingException e) {
      problems.add("configuration: " + file + " is no text (expected: YAML in UTF-8)");
    } catch (IOException e) {
      problems.add("configuration: " + file + " cannot be read: " + e.getMessage());
    }
    return this;
  }

  private void text(String name, String text) {
    YamlFile.read(name, text, problems)
        .ifPresent(root -> reader().file(new ConfigValue(new Origin(name, root.line()), "", root)));
  }

  /** Reads what APISIX tells the runner in its environment. */
  ConfigDraft apisix(Map<String, String> environment) {
    String address = environment.get(ApisixVariables.LISTEN);
    if (address != null) {
      attempt(() -> apisixListen(ListenAddress.absolute(ApisixVariables.LISTEN, address)));
    }
    String seconds = environment.get(ApisixVariables.EXPIRE_TIME);
    if (seconds != null) {
      attempt(() -> apisixExpireTime(Duration.ofSeconds(seconds(seconds))));
    }
    return this;
  }

  private void apisixListen(Path path) {
    apisixListen = Optional.of(path);
    listen(path);
    origin("listen", Origin.of(ApisixVariables.LISTEN));
  }

  private void apisixExpireTime(Duration time) {
    apisixExpireTime = Optional.of(time);
    runner.confExpireTime(time);
    origin("conf-expire-time", Origin.of(ApisixVariables.EXPIRE_TIME));
  }

  /** Reads the variables of the runner itself. */
  ConfigDraft environment(Map<String, String> environment) {
    reader().environment(environment);
    return this;
  }

  /** Takes what an option of the command line says about a setting. */
  void option(String option, String key, String text) {
    reader().option(option, key, text);
  }

  private ConfigReader reader() {
    return new ConfigReader(this);
  }

  private static long seconds(String text) throws UsageException {
    if (!text.matches("\\d{1,9}") || text.matches("0+")) {
      throw new UsageException(
          ApisixVariables.EXPIRE_TIME
              + ": "
              + (text.isEmpty() ? "empty" : text)
              + " (expected: seconds, 1 or more)");
    }
    return Long.parseLong(text);
  }

  /**
   * Takes an address.
   *
   * @param path the path of the socket
   */
  public void listen(Path path) {
    listen = Optional.of(path);
  }

  /**
   * Takes an address that a person typed; what is wrong with it becomes a problem.
   *
   * @param option the option
   * @param address the address, whose path may be relative to the working directory
   */
  public void listen(String option, String address) {
    attempt(
        () -> {
          listen(ListenAddress.typed(option, address));
          origin("listen", Origin.of(option));
        });
  }

  /**
   * Returns the address, as far as one was given.
   *
   * @return the path of the socket
   */
  public Optional<Path> listen() {
    return listen;
  }

  /** Takes a folder that is relative to the installation. */
  void plugins(String folder) {
    plugins = installation.resolve(folder);
  }

  void management(Optional<ManagementAddress> address) {
    management = address;
  }

  void watchPlugins(boolean watch) {
    watchPlugins = watch;
  }

  void allowedUsers(List<String> users) {
    allowedUsers = Set.copyOf(users);
  }

  /** Takes a folder that is relative to the installation; empty for the usual ones. */
  void runtimeDir(Optional<String> folder) {
    folder.map(installation::resolve).ifPresent(runner::runtimeDir);
  }

  /**
   * Takes the nginx master whose children may connect.
   *
   * @param pid its process, if there is one
   */
  public void master(OptionalLong pid) {
    master = pid;
  }

  /**
   * Returns what the server is going to be told, for what is no setting.
   *
   * @return the builder of this draft
   */
  public RunnerConfig.Builder runner() {
    return runner;
  }

  PolicyDraft policies() {
    return policies;
  }

  LogSettings log() {
    return log;
  }

  void log(LogSettings settings) {
    log = settings;
  }

  /** Takes a file that is relative to the installation. */
  void logFile(String file) {
    log = log.withFile(installation.resolve(file));
  }

  /**
   * Returns what is wrong so far.
   *
   * @return one line for each problem
   */
  public List<String> problems() {
    return problems;
  }

  /** Remembers where a setting was given. */
  void origin(String key, Origin origin) {
    origins.put(key, origin);
  }

  /** Takes a problem. */
  void wrong(String problem) {
    problems.add(problem);
  }

  /** Where the settings were given; those that were not keep their defaults. */
  Map<String, Origin> origins() {
    return origins;
  }

  /** The address that APISIX named, whatever came over it. */
  Optional<Path> apisixListen() {
    return apisixListen;
  }

  /** How long APISIX says that it keeps a conf, whatever came over it. */
  Optional<Duration> apisixExpireTime() {
    return apisixExpireTime;
  }

  /**
   * Checks everything together. Without an address it takes one in the installation, so that the
   * rest can be used and checked.
   *
   * @return the configuration
   * @throws UsageException with all that is wrong
   */
  public Config build() throws UsageException {
    runner.listen(listen.orElse(installation.home().resolve("a6-runner.sock")));
    runner.failurePolicies(policies.build());
    runner.filterLimits(policies.limits());
    Optional<Config> config =
        checked()
            .map(runnerConfig -> new Config(runnerConfig, plugins, watchPlugins, log, management));
    config.map(made -> Contradictions.of(made, this)).ifPresent(problems::addAll);
    if (!problems.isEmpty() || config.isEmpty()) {
      throw new UsageException(problems);
    }
    return config.get();
  }

  /**
   * Writes the configuration that was built, with where each value comes from.
   *
   * @param config what was built of this draft
   * @return the lines of a file that, read again, comes to the same
   */
  public List<String> lines(Config config) {
    return EffectiveConfig.lines(config, origins);
  }

  private Optional<RunnerConfig> checked() {
    attempt(() -> runner.peers(peers()));
    try {
      return Optional.of(runner.build());
    } catch (WrongSettingsException e) {
      e.problems().stream().map(this::located).forEach(problems::add);
      return Optional.empty();
    }
  }

  private PeerRules peers() throws UsageException {
    try {
      return PeerRules.of(allowedUsers, master);
    } catch (UnknownUserException e) {
      throw new UsageException(
          located(new SettingProblem("allowed-users", e.user(), UnknownUserException.EXPECTED)));
    }
  }

  /** A problem with the place where the setting was given. */
  private String located(SettingProblem problem) {
    Origin origin = origins.get(problem.key());
    return origin == null ? problem.toString() : problem.named(origin.naming(problem.key()));
  }

  /** A step that may find something wrong. */
  interface Step {
    void run() throws UsageException;
  }

  /** Does a step; what is wrong becomes a problem. */
  void attempt(Step step) {
    try {
      step.run();
    } catch (UsageException e) {
      problems.addAll(e.problems());
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
  }
}
