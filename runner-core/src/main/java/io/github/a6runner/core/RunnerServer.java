/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.core.conf.ConfStore;
import io.github.a6runner.core.conf.Configurer;
import io.github.a6runner.core.log.LogContext;
import io.github.a6runner.core.plugin.Plugins;
import io.github.a6runner.core.setting.EndTimes;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.core.socket.PeerCheck;
import io.github.a6runner.core.socket.RuntimeDir;
import io.github.a6runner.core.socket.SocketFile;
import io.github.a6runner.core.socket.StartException;
import io.github.a6runner.core.thread.Loops;
import io.github.a6runner.core.thread.Workers;
import io.netty.util.concurrent.Future;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * A runner that listens on a Unix socket: it takes confs and calls of APISIX and runs filters for
 * them. Thread-safe.
 *
 * <p>It owns its threads, its connections and the socket's file, and lets go of them in {@link
 * #close}. The filters are the caller's, to be closed after the server.
 */
public final class RunnerServer implements AutoCloseable {
  private static final int CONFIGURE_THREADS = 64;

  private final RunnerConfig config;
  private final Plugins plugins;
  private final Listener listener;
  private final Loops loops;
  private final Workers workers;
  private final Workers configurers;
  private final Connections connections;
  private final ConfStore confs;
  private final CallServices services;
  private final Watchdog watchdog;
  private final LongSupplier nanoTime;
  private final AtomicBoolean closed = new AtomicBoolean();

  private RunnerServer(
      RunnerConfig config,
      Plugins plugins,
      SocketFile socketFile,
      LongSupplier nanoTime,
      RunnerHooks hooks) {
    this.config = config;
    this.plugins = plugins;
    this.nanoTime = nanoTime;
    Transport transport = Transport.best();
    this.listener = new Listener(socketFile, transport);
    this.loops = loops(transport, config.eventLoops(), listener);
    this.workers = Workers.forCalls(config.workerThreads(), config.maxCallsInFlight());
    this.configurers = Workers.pool("a6-configure-", CONFIGURE_THREADS, Integer.MAX_VALUE);
    this.connections = new Connections(config.load().maxConnections(), config.maxCallsInFlight());
    Configurer configurer =
        new Configurer(plugins::filters, configurers, nanoTime, hooks::configureFailed);
    this.confs =
        new ConfStore(
            configurer,
            new ConfStore.Bounds(config.confExpireTime(), config.maxConfBytes()),
            new SecureRandom().nextLong());
    this.services = CallServices.of(config, workers, nanoTime, hooks);
    this.watchdog =
        new Watchdog(connections, loops, services, configurer, workers.carriers(nanoTime));
  }

  /**
   * Loads native code and classes that a server is going to need, which takes a while: to be called
   * beside what else a start has to do. It is no error not to call it, or to call it more than
   * once.
   */
  public static void preload() {
    Transport.best().preload();
    var unused = new SecureRandom().nextLong();
  }

  /**
   * Starts a server that follows the changes of plugins. When this returns it accepts connections.
   *
   * @param config what it has to know
   * @param plugins the plugins whose filters confs may name; stay the caller's, and belong to no
   *     other server
   * @return the server, to be closed
   * @throws StartException if it cannot listen; nothing is left behind then
   */
  public static RunnerServer start(RunnerConfig config, Plugins plugins) throws StartException {
    return start(config, plugins, RunnerHooks.NONE);
  }

  /**
   * Starts a server that follows the changes of plugins and tells what it does. When this returns
   * it accepts connections.
   *
   * @param config what it has to know
   * @param plugins the plugins whose filters confs may name; stay the caller's, and belong to no
   *     other server
   * @param hooks who is told
   * @return the server, to be closed
   * @throws StartException if it cannot listen; nothing is left behind then
   */
  public static RunnerServer start(RunnerConfig config, Plugins plugins, RunnerHooks hooks)
      throws StartException {
    return start(config, plugins, System::nanoTime, hooks);
  }

  /**
   * Starts a server that is watched and whose time is somebody else's, for test kits. When this
   * returns it accepts connections.
   *
   * @param config what it has to know
   * @param plugins the plugins whose filters confs may name; stay the caller's, and belong to no
   *     other server
   * @param nanoTime the clock by which deadlines pass, in nanoseconds from any moment; for any
   *     thread. It must go on by itself: {@link #close} waits by it
   * @param observer who is told what becomes of calls
   * @return the server, to be closed
   * @throws StartException if it cannot listen; nothing is left behind then
   */
  public static RunnerServer start(
      RunnerConfig config, Plugins plugins, LongSupplier nanoTime, CallObserver observer)
      throws StartException {
    return start(
        config, plugins, nanoTime, new RunnerHooks(observer, RunnerEvents.NONE, LogContext.IN_MDC));
  }

  static RunnerServer start(
      RunnerConfig config, Plugins plugins, LongSupplier nanoTime, RunnerHooks hooks)
      throws StartException {
    requireNonNull(plugins, "plugins");
    requireNonNull(nanoTime, "nanoTime");
    requireNonNull(hooks, "hooks");
    Path runtimeDir = RuntimeDir.of(config.runtimeDir(), System.getenv());
    SocketFile socketFile =
        SocketFile.prepare(config.listen(), config.managed() || config.takeOver(), runtimeDir);
    RunnerServer server = make(config, plugins, socketFile, nanoTime, hooks);
    try {
      server.listen();
    } catch (StartException | RuntimeException | Error e) {
      server.listener.stop();
      server.end();
      throw e;
    }
    return server;
  }

  /**
   * The configuration that the server was started with.
   *
   * @return the configuration
   */
  public RunnerConfig config() {
    return config;
  }

  /**
   * What the server is in the middle of, and what it has counted. For any thread; to be asked now
   * and then.
   *
   * @return the state at this moment
   */
  public RunnerState state() {
    boolean ending = closed.get();
    return new RunnerState(
        !ending && listener.isAtPath(),
        ending,
        new RunnerState.OfCalls(connections.callsInFlight(), connections.maxCallsInFlight()),
        connections.counts(),
        new RunnerState.OfConfs(
            confs.size(), confs.bytes(), confs.made(), confs.known(), confs.dropped()),
        services.passedOver().of(plugins.filters()),
        services.load(config.load(), loops.lost()));
  }

  /**
   * The name of the way in which the server listens: epoll, kqueue or nio.
   *
   * @return the name
   */
  public static String transport() {
    return Transport.best().name().toLowerCase(Locale.ROOT);
  }

  /**
   * Ends the server; the second time does nothing. Blocks until it has ended, at most for the grace
   * of the configuration and the server's part of {@link EndTimes}.
   *
   * <p>By hand: no more connections are accepted, idle ones are closed, calls in flight are
   * answered. Under APISIX: connections are accepted and served until the path is another runner's.
   * Then each is closed when it has been quiet for some milliseconds, or if it never is, behind its
   * last reply before the grace is over. On Linux a call that has been sent when its connection is
   * closed is answered.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    Shutdown shutdown = new Shutdown(connections, listener::isAtPath, listener::stop, nanoTime);
    if (config.managed()) {
      shutdown.handOver(config.shutdownGrace());
    } else {
      shutdown.finishCalls(config.shutdownGrace());
    }
    end();
  }

  /** The system may have nothing for another loop; then the path is free for who starts next. */
  private static RunnerServer make(
      RunnerConfig config,
      Plugins plugins,
      SocketFile socketFile,
      LongSupplier nanoTime,
      RunnerHooks hooks) {
    try {
      return new RunnerServer(config, plugins, socketFile, nanoTime, hooks);
    } catch (RuntimeException | Error e) {
      socketFile.close();
      throw e;
    }
  }

  /** Makes loops beside a listener, which has its thread's part of the system already. */
  private static Loops loops(Transport transport, int number, Listener listener) {
    try {
      return transport.newLoops("a6-loop", number);
    } catch (RuntimeException | Error e) {
      var unused = listener.end();
      throw e;
    }
  }

  private void listen() throws StartException {
    plugins.onChange(this::pluginsChanged);
    PeerCheck peers = PeerCheck.of(config.peers());
    listener.listen(
        config.listen(), loops, new ConnectionSetup(peers, connections, confs, services));
    watchdog.start();
  }

  /** What is held against a filter is forgotten: it may be another one now. */
  private void pluginsChanged() {
    services.filters().forgive();
    services.passedOver().forget();
    confs.refresh();
  }

  /** Lets go of everything but the socket, whether or not it ever listened. */
  private void end() {
    plugins.onChange(() -> {});
    watchdog.close();
    connections.open().forEach(Connection::close);
    long begun = System.nanoTime();
    endLoops(begun + EndTimes.LOOPS.toNanos());
    workers.close();
    services.threads().close();
    confs.close();
    Duration patience = EndTimes.of(config.managed()).server();
    configurers.finish(begun + patience.toNanos() - System.nanoTime());
  }

  /** A filter may hold a loop for ever. */
  private void endLoops(long until) {
    List<Future<?>> ends =
        List.of(
            listener.end(),
            loops.shutdownGracefully(0, EndTimes.LOOPS.toMillis(), TimeUnit.MILLISECONDS));
    for (Future<?> each : ends) {
      each.awaitUninterruptibly(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
  }
}
