/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.setting;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.core.socket.PeerRules;
import io.github.a6runner.protocol.Frames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * All that a {@code RunnerServer} has to be told. Immutable; made by {@link Builder#build}, which
 * checks everything at once.
 *
 * @param listen the absolute path of the Unix socket
 * @param confExpireTime how long APISIX keeps a token
 * @param maxConfBytes the most that confs may weigh together
 * @param callDeadline how long a call may take
 * @param deadlines whether calls and filters that take too long are ended at all
 * @param filterLimits what single filters may take, by name
 * @param maxCallsInFlight the most calls at one time
 * @param load how much else there may be at one time
 * @param workerThreads the most threads for filters that block
 * @param eventLoops the number of threads that serve connections
 * @param failurePolicies what becomes of a call when a filter fails it
 * @param managed whether APISIX started this runner: it then takes the socket over
 * @param takeOver whether to take the socket over from a runner that lives
 * @param peers who may connect
 * @param shutdownGrace how long calls in flight may go on when the server is closed
 * @param runtimeDir the folder for lock files, if it is not to be the user's own
 */
public record RunnerConfig(
    Path listen,
    Duration confExpireTime,
    long maxConfBytes,
    Duration callDeadline,
    boolean deadlines,
    Map<String, FilterLimits> filterLimits,
    int maxCallsInFlight,
    LoadLimits load,
    int workerThreads,
    int eventLoops,
    FailurePolicies failurePolicies,
    boolean managed,
    boolean takeOver,
    PeerRules peers,
    Duration shutdownGrace,
    Optional<Path> runtimeDir) {

  /** How long APISIX waits for an answer; a deadline has to be shorter. */
  static final Duration APISIX_PATIENCE = Duration.ofMinutes(1);

  /** One message finds room. */
  public static final long LEAST_BYTES_IN_FLIGHT = Frames.MAX_PAYLOAD_LENGTH + 1L;

  /** A usual conf finds room. */
  public static final long LEAST_CONF_BYTES = 1L << 20;

  /** If nobody sets another number. */
  public static final int MOST_EVENT_LOOPS = 4;

  /**
   * A builder that holds the defaults.
   *
   * @return a new builder; only {@link Builder#listen} must be called
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Gathers the settings of a server. Not thread-safe. */
  public static final class Builder {
    private Path listen = Path.of("");
    private Duration confExpireTime = Duration.ofHours(1);
    private long maxConfBytes = 128L << 20;
    private Duration callDeadline = Duration.ofSeconds(30);
    private boolean deadlines = true;
    private Map<String, FilterLimits> filterLimits = Map.of();
    private int maxCallsInFlight = 4096;
    private int maxConnections = 8192;
    private int maxCallsPerFilter = Integer.MAX_VALUE;
    private int maxCallsQueued = 1024;
    private int maxCallsWaiting = 2048;
    private long maxBytesInFlight = 128L << 20;
    private int workerThreads = 256;
    private int eventLoops = eventLoopsFor(Runtime.getRuntime().availableProcessors());
    private FailurePolicies failurePolicies = FailurePolicies.FAIL;
    private boolean managed;
    private boolean takeOver;
    private PeerRules peers = PeerRules.standard();
    private Optional<Duration> shutdownGrace = Optional.empty();
    private Optional<Path> runtimeDir = Optional.empty();

    private Builder() {}

    /** The other half is for the gateway, whose calls one loop serves for many workers. */
    static int eventLoopsFor(int processors) {
      return Math.max(1, Math.min(MOST_EVENT_LOOPS, processors / 2));
    }

    /**
     * Sets the path of the Unix socket. There is no default.
     *
     * @param path an absolute path
     * @return this builder
     */
    public Builder listen(Path path) {
      listen = requireNonNull(path, "path");
      return this;
    }

    /**
     * Sets how long APISIX keeps a token. The default is 3600 s.
     *
     * @param time more than zero
     * @return this builder
     */
    public Builder confExpireTime(Duration time) {
      confExpireTime = requireNonNull(time, "time");
      return this;
    }

    /**
     * Sets the most that confs may weigh together: each of them twice the bytes that it came as,
     * and 1 kB for each filter in it, at least one. One that weighs more alone is not kept, and its
     * calls are denied. The default is 128 MiB.
     *
     * @param bytes 1 MiB or more
     * @return this builder
     */
    public Builder maxConfBytes(long bytes) {
      maxConfBytes = bytes;
      return this;
    }

    /**
     * Sets how long a call may take. The default is 30 s.
     *
     * @param deadline more than zero and less than the 60 s that APISIX waits
     * @return this builder
     */
    public Builder callDeadline(Duration deadline) {
      callDeadline = requireNonNull(deadline, "deadline");
      return this;
    }

    /**
     * Sets whether calls and filters that take too long are ended. True by default; false is for
     * debugging, where a filter stands still while somebody looks at it.
     *
     * @param value false to let everything take as long as it likes
     * @return this builder
     */
    public Builder deadlines(boolean value) {
      deadlines = value;
      return this;
    }

    /**
     * Sets what single filters may take. By default there is no limit but those for all.
     *
     * @param byFilter limits by the filter's name
     * @return this builder
     */
    public Builder filterLimits(Map<String, FilterLimits> byFilter) {
      filterLimits = Map.copyOf(byFilter);
      return this;
    }

    /**
     * Sets the most calls at one time. The default is 4096.
     *
     * @param number 1 to 1,000,000
     * @return this builder
     */
    public Builder maxCallsInFlight(int number) {
      maxCallsInFlight = number;
      return this;
    }

    /**
     * Sets the most connections. The default is 8192.
     *
     * @param number 1 to 1,000,000; one connection more is closed at once
     * @return this builder
     */
    public Builder maxConnections(int number) {
      maxConnections = number;
      return this;
    }

    /**
     * Sets the most calls that a filter works on at one time. The default is no limit but that no
     * filter takes all calls in flight.
     *
     * @param number 1 to 1,000,000
     * @return this builder
     */
    public Builder maxCallsPerFilter(int number) {
      maxCallsPerFilter = number;
      return this;
    }

    /**
     * Sets the most calls that wait for a thread of a pool. The default is 1024.
     *
     * @param number 1 to 1,000,000
     * @return this builder
     */
    public Builder maxCallsQueued(int number) {
      maxCallsQueued = number;
      return this;
    }

    /**
     * Sets the most calls that wait for a body from APISIX. The default is 2048.
     *
     * @param number 1 to 1,000,000
     * @return this builder
     */
    public Builder maxCallsWaiting(int number) {
      maxCallsWaiting = number;
      return this;
    }

    /**
     * Sets the most bytes of large messages, from the beginning of their arrival until their calls
     * are over. The default is 128 MiB.
     *
     * @param bytes 16 MiB or more
     * @return this builder
     */
    public Builder maxBytesInFlight(long bytes) {
      maxBytesInFlight = bytes;
      return this;
    }

    /**
     * Sets the most threads for filters that block. The default is 256. A JVM from 24 on takes 64
     * of them at most, and virtual threads beyond that.
     *
     * @param number 1 to 10,000
     * @return this builder
     */
    public Builder workerThreads(int number) {
      workerThreads = number;
      return this;
    }

    /**
     * Sets the number of threads that serve connections. The default is half the number of
     * processors, 1 at least and 4 at most.
     *
     * @param number 1 to 10,000
     * @return this builder
     */
    public Builder eventLoops(int number) {
      eventLoops = number;
      return this;
    }

    /**
     * Sets what becomes of a call when a filter fails it. By default the call fails.
     *
     * @param policies the policies
     * @return this builder
     */
    public Builder failurePolicies(FailurePolicies policies) {
      failurePolicies = requireNonNull(policies, "policies");
      return this;
    }

    /**
     * Sets whether APISIX started this runner. The default is false.
     *
     * @param value true if it did
     * @return this builder
     */
    public Builder managed(boolean value) {
      managed = value;
      return this;
    }

    /**
     * Sets whether to take the socket over from a runner that lives. The default is false.
     *
     * @param value true to take it over
     * @return this builder
     */
    public Builder takeOver(boolean value) {
      takeOver = value;
      return this;
    }

    /**
     * Sets who may connect. By default root and the runner's own user.
     *
     * @param rules the rules
     * @return this builder
     */
    public Builder peers(PeerRules rules) {
      peers = requireNonNull(rules, "rules");
      return this;
    }

    /**
     * Sets how long calls in flight may go on when the server is closed. The default is that of
     * {@link EndTimes#of}.
     *
     * @param grace more than zero
     * @return this builder
     */
    public Builder shutdownGrace(Duration grace) {
      shutdownGrace = Optional.of(grace);
      return this;
    }

    /**
     * Sets the folder for lock files. The default is one for the runner's user, see the operator's
     * documentation.
     *
     * @param folder a folder that is this user's alone; made if it is not there
     * @return this builder
     */
    public Builder runtimeDir(Path folder) {
      runtimeDir = Optional.of(folder);
      return this;
    }

    /**
     * Checks all settings and makes the configuration.
     *
     * @return the configuration
     * @throws WrongSettingsException if something is wrong; it names every such setting
     */
    public RunnerConfig build() {
      SettingChecks checks = new SettingChecks();
      checks.that(listen.isAbsolute(), "listen", listen.toString(), "an absolute path");
      times(checks);
      numbers(checks);
      filterLimits.forEach(
          (name, limits) -> {
            String prefix = "filters." + name;
            limits.deadline().ifPresent(time -> checks.positive(prefix + ".deadline", time));
            limits.maxCalls().ifPresent(most -> checks.count(prefix + ".max-calls", most));
          });
      checks.end();
      return concluded();
    }

    private void times(SettingChecks checks) {
      checks.positive("conf-expire-time", confExpireTime);
      checks.positive("call-deadline", callDeadline);
      checks.that(
          callDeadline.compareTo(APISIX_PATIENCE) < 0,
          "call-deadline",
          DurationText.of(callDeadline),
          "less than the " + DurationText.of(APISIX_PATIENCE) + " that APISIX waits");
      shutdownGrace.ifPresent(grace -> checks.positive("shutdown-grace", grace));
    }

    private void numbers(SettingChecks checks) {
      checks.atLeast("max-conf-bytes", maxConfBytes, LEAST_CONF_BYTES, "");
      checks.count("max-calls-in-flight", maxCallsInFlight);
      checks.count("max-connections", maxConnections);
      if (maxCallsPerFilter != Integer.MAX_VALUE) {
        checks.count("max-calls-per-filter", maxCallsPerFilter);
      }
      checks.count("max-calls-queued", maxCallsQueued);
      checks.count("max-calls-waiting", maxCallsWaiting);
      checks.atLeast(
          "max-bytes-in-flight", maxBytesInFlight, LEAST_BYTES_IN_FLIGHT, ", which is one message");
      checks.threads("worker-threads", workerThreads);
      checks.threads("event-loops", eventLoops);
    }

    private RunnerConfig concluded() {
      Duration standardGrace = EndTimes.of(managed).calls();
      return new RunnerConfig(
          listen,
          confExpireTime,
          maxConfBytes,
          callDeadline,
          deadlines,
          filterLimits,
          maxCallsInFlight,
          new LoadLimits(
              maxConnections,
              maxCallsPerFilter == Integer.MAX_VALUE ? maxCallsInFlight : maxCallsPerFilter,
              maxCallsQueued,
              maxCallsWaiting,
              maxBytesInFlight),
          workerThreads,
          eventLoops,
          failurePolicies,
          managed,
          takeOver,
          peers,
          shutdownGrace.orElse(standardGrace),
          runtimeDir);
    }
  }
}
