/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import io.github.a6runner.core.conf.ConfStore;
import io.github.a6runner.core.setting.DurationText;
import io.github.a6runner.core.setting.EndTimes;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.core.thread.Workers;
import io.github.a6runner.protocol.LargeFrame;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of how much of a thing there may be, and how long it may take. */
final class LimitSettings {

  private LimitSettings() {}

  /** In the order of the file. */
  static List<Setting<ConfigDraft, Config, ?>> all() {
    return Stream.of(ofCalls(), ofConnections(), ofConfs(), ofThreads())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Setting<ConfigDraft, Config, ?>> ofCalls() {
    return List.of(
        Setting.asIn(
            Config.STANDARD,
            "call-deadline",
            Kind.DURATION,
            "How long a call may take, all of its filters together. APISIX itself gives up after 60s.",
            Setting.field((d, v) -> d.runner().callDeadline(v), c -> c.runner().callDeadline())),
        Setting.asIn(
            Config.STANDARD,
            "max-calls-in-flight",
            Kind.NUMBER,
            "How many calls may be under way at one time; one more is answered with an error at once.",
            Setting.field(
                (d, v) -> d.runner().maxCallsInFlight(v), c -> c.runner().maxCallsInFlight())),
        Setting.of(
            "max-calls-per-filter",
            Kind.orAuto(Kind.NUMBER),
            "auto",
            "How many calls one filter may be at work on at one time; one more is answered as"
                + " on-filter-failure says. `auto`: up to three times as many as are left of"
                + " max-calls-in-flight, which is three quarters of them for the only busy filter.",
            Setting.field(
                ConfigDraft::maxCallsPerFilter,
                c -> Optional.of(c.runner().load().maxCallsPerFilter()))),
        Setting.asIn(
            Config.STANDARD,
            "max-calls-waiting",
            Kind.NUMBER,
            "How many calls may wait for a body from APISIX, which has it when the client has sent it;"
                + " one more is answered with an error at once.",
            Setting.field(
                (d, v) -> d.runner().maxCallsWaiting(v),
                c -> c.runner().load().maxCallsWaiting())));
  }

  private static List<Setting<ConfigDraft, Config, ?>> ofConnections() {
    return List.of(
        Setting.asIn(
            Config.STANDARD,
            "max-bytes-in-flight",
            Kind.SIZE,
            "How many bytes of messages larger than %s there may be at one time, from their header until their call is over. What finds no room waits, and is not read further. A message takes up to twice its size in memory. At least %s, which is one message."
                .formatted(
                    Sizes.format((long) LargeFrame.MOST_SMALL),
                    Sizes.format(RunnerConfig.LEAST_BYTES_IN_FLIGHT)),
            Setting.field(
                (d, v) -> d.runner().maxBytesInFlight(v),
                c -> c.runner().load().maxBytesInFlight())),
        Setting.asIn(
            Config.STANDARD,
            "max-connections",
            Kind.NUMBER,
            "How many connections there may be; one more is closed at once. APISIX keeps up to 32 idle"
                + " ones for each of its workers.",
            Setting.field(
                (d, v) -> d.runner().maxConnections(v), c -> c.runner().load().maxConnections())));
  }

  private static List<Setting<ConfigDraft, Config, ?>> ofConfs() {
    return List.of(
        Setting.asIn(
            Config.STANDARD,
            "max-conf-bytes",
            Kind.SIZE,
            "How many bytes the confs that are kept (one for each route and phase with filters) may take: each of them twice what it came as, since it is kept as bytes and as text, and %s for each of its filters; so the default is enough for tens of thousands of them. What filters make of it comes on top. Generous on purpose: when one has to go, it is the one that has not been used for longest, and APISIX prepares all of its confs again. Calls of a conf that takes more by itself are denied. At least %s."
                .formatted(
                    Sizes.format(ConfStore.BYTES_OF_A_FILTER),
                    Sizes.format(RunnerConfig.LEAST_CONF_BYTES)),
            Setting.field((d, v) -> d.runner().maxConfBytes(v), c -> c.runner().maxConfBytes())),
        Setting.asIn(
            Config.STANDARD,
            "conf-expire-time",
            Kind.DURATION,
            "How long APISIX keeps a conf; the runner keeps it %s times as long. APISIX sets it when it starts the runner."
                .formatted(ConfStore.LONGER_THAN_APISIX),
            Setting.field(
                (d, v) -> d.runner().confExpireTime(v), c -> c.runner().confExpireTime())));
  }

  private static List<Setting<ConfigDraft, Config, ?>> ofThreads() {
    return List.of(
        Setting.asIn(
            Config.STANDARD,
            "worker-threads",
            Kind.NUMBER,
            "The most threads for filters that block. On JVM %s and newer, at most %s, and virtual threads beyond that."
                .formatted(Workers.FIRST_WITHOUT_PINNING, Workers.MOST_BEFORE_VIRTUAL),
            Setting.field((d, v) -> d.runner().workerThreads(v), c -> c.runner().workerThreads())),
        Setting.asIn(
            Config.STANDARD,
            "max-calls-queued",
            Kind.NUMBER,
            "How many calls may wait for one of these threads; one more is answered as"
                + " `on-filter-failure` says. No filter gets all threads, nor all of these places.",
            Setting.field(
                (d, v) -> d.runner().maxCallsQueued(v), c -> c.runner().load().maxCallsQueued())),
        Setting.of(
            "event-loops",
            Kind.orAuto(Kind.NUMBER),
            "auto",
            "The threads that serve the socket. `auto`: half as many as there are processors, at least 1 and at most %s."
                .formatted(RunnerConfig.MOST_EVENT_LOOPS),
            Setting.field(ConfigDraft::eventLoops, c -> Optional.of(c.runner().eventLoops()))),
        Setting.of(
            "shutdown-grace",
            Kind.orAuto(Kind.DURATION),
            "auto",
            "How long calls in flight may go on after SIGTERM. `auto`: %s, and under APISIX, which kills a second after SIGTERM, %s; more is refused there."
                .formatted(
                    DurationText.of(EndTimes.BY_HAND.calls()),
                    DurationText.of(EndTimes.MANAGED.calls())),
            Setting.field(
                ConfigDraft::shutdownGrace, c -> Optional.of(c.runner().shutdownGrace()))));
  }
}
