/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.core.PeerRules;
import io.github.a6runner.core.RunnerConfig;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The configuration while it is put together: defaults first, then the file, then the environment,
 * then the command line, each over the one before. Not thread-safe.
 */
final class ConfigDraft {
  private static final String LISTEN = "APISIX_LISTEN_ADDRESS";
  private static final String EXPIRE_TIME = "APISIX_CONF_EXPIRE_TIME";
  private static final Duration MANAGED_GRACE = Duration.ofMillis(750);
  private static final Pattern ISO_DURATION = Pattern.compile("PT[\\dHMS.]+");

  private final Installation installation;
  private final RunnerConfig.Builder runner = RunnerConfig.builder();
  private final PolicyDraft policies = new PolicyDraft();
  private final Set<String> allowedUsers = new LinkedHashSet<>();
  private final Map<String, String> origins = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private OptionalLong master = OptionalLong.empty();
  private Optional<Duration> shutdownGrace = Optional.empty();
  private boolean managed;
  private boolean watchPlugins = true;
  private Optional<Path> listen = Optional.empty();
  private Path plugins;
  private LogSettings log;

  /** The defaults. */
  ConfigDraft(Installation installation) {
    this.installation = installation;
    this.plugins = installation.plugins();
    this.log = LogSettings.standard(installation.logs().resolve("a6-runner.log"));
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
        .ifPresent(root -> ConfigKeys.read(this, new ConfigValue(name, "", root.line(), root)));
  }

  /** Reads what APISIX tells the runner in its environment. */
  ConfigDraft environment(Map<String, String> environment) {
    attempt(
        () -> {
          String address = environment.get(LISTEN);
          if (address != null) {
            listen(ListenAddress.absolute(LISTEN, address), LISTEN);
          }
        });
    attempt(
        () -> {
          String seconds = environment.get(EXPIRE_TIME);
          if (seconds != null) {
            runner.confExpireTime(Duration.ofSeconds(seconds(seconds)));
          }
        });
    return this;
  }

  private static long seconds(String text) throws UsageException {
    if (!text.matches("\\d{1,9}") || text.matches("0+")) {
      throw new UsageException(
          EXPIRE_TIME
              + ": "
              + (text.isEmpty() ? "empty" : text)
              + " (expected: seconds, 1 or more)");
    }
    return Long.parseLong(text);
  }

  /** Takes an address that is to be used, whatever else is configured. */
  void listen(Path path, String origin) {
    listen = Optional.of(path);
    origin("listen", origin);
  }

  /** The address, as far as one was given. */
  Optional<Path> listen() {
    return listen;
  }

  /** Takes a folder that is relative to the installation. */
  void plugins(String folder) {
    plugins = installation.resolve(folder);
  }

  /** Takes a folder as it is. */
  void plugins(Path folder) {
    plugins = folder;
  }

  void watchPlugins(boolean watch) {
    watchPlugins = watch;
  }

  void allowedUsers(List<String> users) {
    allowedUsers.addAll(users);
  }

  void shutdownGrace(Duration grace) {
    shutdownGrace = Optional.of(grace);
  }

  /** Takes whether APISIX started the runner. */
  void managed(boolean value) {
    managed = value;
    runner.managed(value);
  }

  /** Takes the nginx master whose children may connect. */
  void master(OptionalLong pid) {
    master = pid;
  }

  RunnerConfig.Builder runner() {
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

  Installation installation() {
    return installation;
  }

  /** What is wrong so far; takes more. */
  List<String> problems() {
    return problems;
  }

  /** Remembers where a setting was given, for messages that come later. */
  void origin(String key, String place) {
    origins.put(key, place);
  }

  /**
   * Checks everything together. Without an address it takes one in the installation, so that the
   * rest can be used and checked.
   *
   * @throws UsageException with all that is wrong
   */
  Config build() throws UsageException {
    if (log.keepDays() < 1) {
      problems.add(located("log.keep-days: " + log.keepDays() + " (expected: 1 or more)"));
    }
    runner.listen(listen.orElse(installation.home().resolve("a6-runner.sock")));
    runner.failurePolicies(policies.build());
    shutdownGrace.map(this::inTime).ifPresent(runner::shutdownGrace);
    Optional<RunnerConfig> checked = checked();
    if (!problems.isEmpty() || checked.isEmpty()) {
      throw new UsageException(problems);
    }
    return new Config(checked.get(), plugins, watchPlugins, log);
  }

  /** A runner that APISIX started has to end before APISIX kills it. */
  private Duration inTime(Duration grace) {
    return managed && grace.compareTo(MANAGED_GRACE) > 0 ? MANAGED_GRACE : grace;
  }

  private Optional<RunnerConfig> checked() {
    attempt(() -> runner.peers(PeerRules.of(allowedUsers, master)));
    try {
      return Optional.of(runner.build());
    } catch (IllegalArgumentException e) {
      wrong(e);
      return Optional.empty();
    }
  }

  private void wrong(IllegalArgumentException e) {
    String.valueOf(e.getMessage()).lines().map(this::located).forEach(problems::add);
  }

  /** A problem with the place where the setting it begins with was given. */
  private String located(String problem) {
    String readable =
        ISO_DURATION
            .matcher(problem)
            .replaceAll(match -> Durations.format(Duration.parse(match.group())));
    int end = readable.indexOf(':');
    String origin = end < 0 ? null : origins.get(readable.substring(0, end));
    return origin == null ? readable : origin + ": " + readable;
  }

  /** A step that may find something wrong. */
  private interface Step {
    void run() throws UsageException;
  }

  private void attempt(Step step) {
    try {
      step.run();
    } catch (UsageException e) {
      problems.addAll(e.problems());
    } catch (IllegalArgumentException e) {
      wrong(e);
    }
  }
}
