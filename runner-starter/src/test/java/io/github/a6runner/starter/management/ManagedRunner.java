/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.core.CallObserver;
import io.github.a6runner.core.RunnerHooks;
import io.github.a6runner.core.RunnerServer;
import io.github.a6runner.core.log.LogContext;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.Plugins;
import io.github.a6runner.core.plugin.PluginsState;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.core.socket.StartException;
import io.github.a6runner.peer.ApisixPeer;
import io.github.a6runner.peer.ExtraInfoSource;
import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A runner with a management, and a gateway that calls it. */
final class ManagedRunner implements AutoCloseable {
  private final Path folder;
  private final FilterSet filters;
  private final Plugins plugins;
  private final AtomicReference<@Nullable RunnerServer> server = new AtomicReference<>();
  private final Management management;
  private volatile boolean pluginsAreGone;

  ManagedRunner(Path folder, ManagementAddress address) throws StartException {
    this(folder, address, FilterSet.of(new Stops(), new Fails()));
  }

  /** One with other filters, which it closes. */
  ManagedRunner(Path folder, ManagementAddress address, FilterSet filters) throws StartException {
    this.folder = folder;
    this.filters = filters;
    this.plugins = Plugins.of(filters);
    this.management =
        new Management(
            address,
            Optional.of(folder.resolve("run")),
            new Subject(
                "1.2.3",
                socket().toString(),
                "nio",
                false,
                Instant.now(),
                () -> Optional.ofNullable(server.get()).map(RunnerServer::state),
                this::pluginsState,
                () -> 0));
    management.listen();
  }

  private PluginsState pluginsState() {
    PluginsState now = plugins.state();
    return pluginsAreGone ? new PluginsState(List.of(), List.of(), now.loaded(), 0, 1) : now;
  }

  /** From now on there is no plugin in service. */
  void removePlugins() {
    pluginsAreGone = true;
  }

  void start() throws StartException {
    start(config -> config);
  }

  /** Starts one that differs from the usual one. */
  void start(UnaryOperator<RunnerConfig.Builder> settings) throws StartException {
    RunnerConfig.Builder usual =
        RunnerConfig.builder().listen(socket()).runtimeDir(folder.resolve("run"));
    server.set(
        RunnerServer.start(
            settings.apply(usual).build(),
            plugins,
            new RunnerHooks(CallObserver.NONE, management.events(), LogContext.IN_MDC)));
  }

  /** Has the gateway make a call that runs one filter. */
  void call(String filter) {
    call(filter, "secret-header", ExtraInfoSource.none());
  }

  /** The same with a header of any size and answers for the filter. */
  void call(String filter, String header, ExtraInfoSource source) {
    try (ApisixPeer peer = new ApisixPeer(socket())) {
      PeerConf conf =
          new PeerConf("route#1#x#" + filter, List.of(TextEntry.of(filter, "secret-conf")));
      HttpReqCall call =
          new HttpReqCall(
              7,
              Bytes.of(new byte[] {127, 0, 0, 1}),
              HttpMethod.GET,
              Text.of("/secret-path"),
              List.of(),
              List.of(TextEntry.of("authorization", header)),
              0);
      peer.callRequest(conf, call, source);
    }
  }

  void end() {
    RunnerServer running = server.get();
    if (running != null) {
      running.close();
    }
  }

  @Override
  public void close() {
    end();
    management.close();
    filters.close();
  }

  Path socket() {
    return folder.resolve("r.sock");
  }

  /** Answers each request. */
  private static final class Stops implements Filter<String> {
    @Override
    public String name() {
      return "stops";
    }

    @Override
    public String configure(ConfSource source) {
      return source.text();
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.stop(200);
    }
  }

  /** Fails each request, and says too much. */
  private static final class Fails implements Filter<String> {
    @Override
    public String name() {
      return "fails";
    }

    @Override
    public String configure(ConfSource source) {
      return source.text();
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      throw new IllegalStateException("secret-message");
    }
  }
}
