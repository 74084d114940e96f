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
import io.github.a6runner.starter.surroundings.Installation;
import io.github.a6runner.starter.surroundings.UsageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The configuration while it is put together; {@link ConfigSources} says of what. Not thread-safe.
 */
public final class ConfigDraft {

  private final Installation installation;
  private final RunnerConfig.Builder runner = RunnerConfig.builder();
  private final PolicyDraft policies = new PolicyDraft();
  private final ConfigFindings findings = new ConfigFindings();
  private Set<String> allowedUsers = Set.of();
  private OptionalLong master = OptionalLong.empty();
  private Optional<Path> apisixListen = Optional.empty();
  private Optional<Duration> apisixExpireTime = Optional.empty();
  private boolean watchPlugins = Config.STANDARD.watchPlugins();
  private Optional<ManagementAddress> management = Config.STANDARD.management();
  private Optional<Path> listen = Optional.empty();
  private Optional<Path> runtimeDir = Optional.empty();
  private Optional<Integer> maxCallsPerFilter = Optional.empty();
  private Optional<Integer> eventLoops = Optional.empty();
  private Optional<Duration> shutdownGrace = Optional.empty();
  private Path plugins;
  private LogSettings log;

  /** The defaults. */
  ConfigDraft(Installation installation) {
    this.installation = installation;
    this.plugins = installation.plugins();
    this.log = Config.STANDARD.log().withFile(installation.logs().resolve(Config.LOG_FILE));
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
    findings.attempt(
        () -> {
          listen(ListenAddress.typed(option, address));
          findings.origin("listen", Origin.of(option));
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
    runtimeDir = folder.map(installation::resolve);
  }

  /**
   * Takes the folder for lock files.
   *
   * @param folder a folder that is this user's alone
   */
  public void runtimeDir(Path folder) {
    runtimeDir = Optional.of(folder);
  }

  /** Takes a number; empty for what the runner takes itself. */
  void maxCallsPerFilter(Optional<Integer> most) {
    maxCallsPerFilter = most;
  }

  /** Takes a number; empty for what the runner takes itself. */
  void eventLoops(Optional<Integer> number) {
    eventLoops = number;
  }

  /** Takes a time; empty for what the runner takes itself. */
  void shutdownGrace(Optional<Duration> grace) {
    shutdownGrace = grace;
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
    return List.copyOf(findings.problems());
  }

  /**
   * Finds files in which there are settings that only a filter understands, and that may be secret.
   *
   * @return the files, each once
   */
  public List<Path> filesWithFilterSettings() {
    return findings.origins().entrySet().stream()
        .filter(each -> each.getKey().startsWith(Settings.FILTERS + "."))
        .filter(each -> each.getKey().endsWith("." + FailureSettings.SETTINGS))
        .filter(each -> each.getValue().line() > 0)
        .map(each -> Path.of(each.getValue().source()))
        .distinct()
        .toList();
  }

  /** Where the settings were given, and what is wrong so far. */
  ConfigFindings findings() {
    return findings;
  }

  /** Takes the address that APISIX names. */
  void apisixListen(Path path) {
    apisixListen = Optional.of(path);
    listen(path);
  }

  /** Takes how long APISIX says that it keeps a conf. */
  void apisixExpireTime(Duration time) {
    apisixExpireTime = Optional.of(time);
    runner.confExpireTime(time);
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
    runtimeDir.ifPresent(runner::runtimeDir);
    maxCallsPerFilter.ifPresent(runner::maxCallsPerFilter);
    eventLoops.ifPresent(runner::eventLoops);
    shutdownGrace.ifPresent(runner::shutdownGrace);
    runner.failurePolicies(policies.build());
    runner.filterLimits(policies.limits());
    Optional<Config> config =
        checked()
            .map(
                made ->
                    new Config(made, plugins, watchPlugins, policies.settings(), log, management));
    config
        .map(made -> Contradictions.of(made, this))
        .ifPresent(all -> all.forEach(findings::wrong));
    if (!findings.problems().isEmpty() || config.isEmpty()) {
      throw new UsageException(findings.problems());
    }
    return config.get();
  }

  private Optional<RunnerConfig> checked() {
    findings.attempt(() -> runner.peers(peers()));
    try {
      return Optional.of(runner.build());
    } catch (WrongSettingsException e) {
      e.problems().stream().map(findings::located).forEach(findings::wrong);
      return Optional.empty();
    }
  }

  private PeerRules peers() throws UsageException {
    try {
      return PeerRules.of(allowedUsers, master);
    } catch (UnknownUserException e) {
      throw new UsageException(
          findings.located(
              new SettingProblem("allowed-users", e.user(), UnknownUserException.EXPECTED)));
    }
  }
}
