/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.Phase;
import io.github.a6runner.core.binding.JsonConfSource;
import io.github.a6runner.core.binding.UnfitRecordException;
import io.github.a6runner.core.call.CallContext;
import io.github.a6runner.core.log.LogText;
import io.github.a6runner.core.log.LogTrace;
import io.github.a6runner.core.log.SparseLog;
import io.github.a6runner.core.plugin.Closing;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.LoadedFilter;
import io.github.a6runner.core.plugin.PluginContext;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Has filters make something of their configurations, and says in the log where they cannot, once
 * for each filter and reason in ten seconds. Thread-safe; filters run on the executor, which must
 * be one whose threads may block.
 */
public final class Configurer {
  private static final Logger logger = LoggerFactory.getLogger(Configurer.class);
  private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int LONGEST_TOPIC = 256;
  private static final int MOST_DOUBLINGS = 6;

  private final Supplier<FilterSet> filters;
  private final Executor executor;
  private final LongSupplier nanoTime;
  private final Failures failures;
  private final ConfigureTurns turns;
  private final SparseLog log; // one filter may be named by the confs of a thousand routes

  /** Is told of configurations that filters could not use. */
  public interface Failures {

    /**
     * A filter refused its configuration, or failed at it.
     *
     * @param filter the name of the filter
     * @param conf the configuration, which may hold secrets
     * @param why what the filter threw
     */
    void configureFailed(String filter, String conf, Throwable why);
  }

  /**
   * Makes one for filters that may be replaced.
   *
   * @param filters gives the filters of today
   * @param executor whose threads filters may block
   * @param nanoTime the clock
   * @param failures who is told
   */
  public Configurer(
      Supplier<FilterSet> filters, Executor executor, LongSupplier nanoTime, Failures failures) {
    this.failures = failures;
    this.filters = filters;
    this.executor = executor;
    this.nanoTime = nanoTime;
    this.turns = new ConfigureTurns(nanoTime);
    this.log = new SparseLog(logger, nanoTime);
  }

  Executor executor() {
    return executor;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /** The filters of today. */
  FilterSet filters() {
    return filters.get();
  }

  /** Configures one entry; blocks for as long as the filter does, or until it is interrupted. */
  Lease configure(FilterSet from, TextEntry entry, int attempts) {
    String name = entry.name().string();
    Optional<LoadedFilter> loaded = from.find(name);
    if (loaded.isEmpty()) {
      return Lease.ofNothing(refused(name, from.notLoaded()));
    }
    Optional<Runnable> held = from.hold(loaded.get());
    // Else replaced meanwhile: the set is not today's, and so nobody will use the chain.
    return held.isPresent()
        ? configure(loaded.get(), entry, attempts, held.get())
        : Lease.ofNothing(new Link.Refused(name, "replaced"));
  }

  /** Lets go of the plugin if there is nothing to hold it for. */
  private Lease configure(LoadedFilter loaded, TextEntry entry, int attempts, Runnable letGo) {
    boolean kept = false;
    try {
      Link link = configure(loaded, entry, attempts);
      kept = link instanceof Link.Usable;
      return link instanceof Link.Usable usable ? Lease.of(usable, letGo) : Lease.ofNothing(link);
    } finally {
      if (!kept) {
        letGo.run();
      }
    }
  }

  @SuppressWarnings("try") // the turn is only there and closed
  private Link configure(LoadedFilter loaded, TextEntry entry, int attempts) {
    String name = loaded.name();
    JsonConfSource source = new JsonConfSource(entry.value().map(Text::string).orElse(""));
    try (ConfigureTurns.Turn turn = turns.begin(loaded)) {
      return usable(loaded, source);
    } catch (InvalidConfException e) {
      failed(name, source, e);
      return refused(name, "configuration refused: " + e.getMessage());
    } catch (UnfitRecordException e) {
      failed(name, source, e);
      return refused(name, "cannot be configured: " + e.getMessage());
    } catch (Throwable e) {
      failed(name, source, e);
      return failing(name, attempts, e);
    }
  }

  private void failed(String name, JsonConfSource source, Throwable why) {
    failures.configureFailed(name, source.text(), why);
  }

  /**
   * Interrupts filters that take longer than a limit to configure themselves.
   *
   * @param limitNanos the limit
   */
  public void interruptOverdue(long limitNanos) {
    turns.interruptOverdue(limitNanos);
  }

  /** What happens often to confs is said here. */
  SparseLog log() {
    return log;
  }

  /** Says how often what is left unsaid has happened. To be called again and again. */
  public void sayRest() {
    log.sayRest();
  }

  /** Closes a configuration object that has seen its last call. */
  static void close(Link.Usable link) {
    if (link.conf() instanceof AutoCloseable closeable) {
      Closing.OF_PLUGINS.run(
          "filter " + link.filterName() + ": a configuration", () -> closeNow(link, closeable));
    }
  }

  private static void closeNow(Link.Usable link, AutoCloseable closeable) {
    try {
      PluginContext.call(
          link.loaded(),
          () -> {
            closeable.close();
            return link;
          });
    } catch (Throwable e) {
      LogTrace.say(logger, "filter " + link.filterName() + ": closing a configuration failed", e);
    }
  }

  private static Link usable(LoadedFilter loaded, JsonConfSource source) throws Exception {
    return PluginContext.call(
        loaded,
        () -> {
          Object conf = given(loaded.filter().configure(source), "configure");
          Link.Usable bare = new Link.Usable(loaded, conf, Needs.none(), Needs.none());
          try {
            return withNeeds(bare);
          } catch (Throwable e) {
            close(bare);
            throw e;
          }
        });
  }

  private static Link withNeeds(Link.Usable bare) {
    return new Link.Usable(
        bare.loaded(), bare.conf(), needs(bare, Phase.REQUEST), needs(bare, Phase.RESPONSE));
  }

  private static Needs needs(Link.Usable bare, Phase phase) {
    Needs needs = given(bare.filter().needs(phase, bare.conf()), "needs");
    needs.variableNames().forEach(CallContext::checkVariableName);
    return needs;
  }

  /** Filters are written by anybody and may return what the types forbid. */
  private static <T> T given(@Nullable T value, String method) {
    if (value == null) {
      throw new IllegalStateException(method + ": returned null (expected: an object)");
    }
    return value;
  }

  private Link refused(String name, String reason) {
    String line = "filter %s: %s".formatted(LogText.of(name), reason);
    log.say(
        Level.ERROR,
        topic(line),
        () -> line + "; its calls are answered as on-unusable-filter says");
    return new Link.Refused(name, reason);
  }

  private Link failing(String name, int attempts, Throwable why) {
    long pause = FIRST_PAUSE_NANOS << Math.min(attempts, MOST_DOUBLINGS);
    String filter = LogText.of(name);
    log.say(
        Level.ERROR,
        topic("filter %s: configuring failed with %s".formatted(filter, LogText.wordsOf(why))),
        () ->
            "filter %s: configuring failed, to be tried again in %d s"
                .formatted(filter, TimeUnit.NANOSECONDS.toSeconds(pause)),
        why);
    return new Link.Failing(name, attempts + 1, nanoTime.getAsLong() + pause);
  }

  /** What a plugin says may be of any length, and topics are kept. */
  private static String topic(String line) {
    return LogText.limited(line, LONGEST_TOPIC);
  }
}
