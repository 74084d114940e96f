/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.run;

import io.github.a6runner.core.CallObserver;
import io.github.a6runner.core.RunnerEvents;
import io.github.a6runner.core.RunnerHooks;
import io.github.a6runner.core.RunnerServer;
import io.github.a6runner.core.socket.StartException;
import io.github.a6runner.starter.configuration.Config;
import io.github.a6runner.starter.logging.Logging;
import io.github.a6runner.starter.management.Management;
import io.github.a6runner.starter.management.Subject;
import io.github.a6runner.starter.plugins.LoadedPlugins;
import io.github.a6runner.starter.surroundings.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Shows a runner to its operator, if the configuration says so; else it does nothing, and loads
 * nothing. To be closed after the server.
 */
final class Supervision implements AutoCloseable {
  private final AtomicReference<@Nullable RunnerServer> server = new AtomicReference<>();
  private final boolean takesOver;
  private final boolean managed;
  private final @Nullable Management management;

  private Supervision(Config config, LoadedPlugins plugins) {
    this.managed = config.runner().managed();
    this.takesOver = managed || config.runner().takeOver();
    this.management =
        config.management().isPresent()
            ? new Management(
                config.management().get(),
                config.runner().runtimeDir(),
                subject(config, plugins, server, managed))
            : null;
  }

  /**
   * Begins. By hand it listens at once, so that an address that is taken is known before anything
   * else has happened; a runner that takes over from another waits until that has let go of it.
   *
   * @throws StartException if it cannot listen
   */
  static Supervision begin(Config config, LoadedPlugins plugins) throws StartException {
    Supervision supervision = new Supervision(config, plugins);
    if (supervision.management != null && !supervision.takesOver) {
      try {
        supervision.management.listen();
      } catch (StartException e) {
        supervision.close();
        throw e;
      }
    }
    return supervision;
  }

  /** Who the server is to tell what it does. */
  RunnerHooks hooks() {
    return new RunnerHooks(
        CallObserver.NONE,
        management == null ? RunnerEvents.NONE : management.events(),
        Logging.ofCalls());
  }

  /** The server listens. */
  void started(RunnerServer started) {
    server.set(started);
    if (management != null && takesOver) {
      management.listenWhenFree();
    }
  }

  /** The server is about to end; under APISIX another one waits for the address. */
  void ending() {
    if (management != null && managed) {
      management.stopListening();
    }
  }

  @Override
  public void close() {
    if (management != null) {
      management.close();
    }
  }

  private static Subject subject(
      Config config,
      LoadedPlugins plugins,
      AtomicReference<@Nullable RunnerServer> server,
      boolean managed) {
    return new Subject(
        Version.runner(),
        config.runner().listen().toString(),
        RunnerServer.transport(),
        managed,
        Instant.now().minus(ProcessAge.now().orElse(Duration.ZERO)),
        () -> Optional.ofNullable(server.get()).map(RunnerServer::state),
        plugins.plugins()::state,
        Logging::dropped);
  }
}
