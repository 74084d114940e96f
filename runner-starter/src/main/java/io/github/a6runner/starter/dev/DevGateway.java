/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.ApisixPeer;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.starter.surroundings.UsageException;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A small HTTP server on loopback that plays APISIX before a runner, for development. It is no
 * gateway for others. Thread-safe; it owns its threads and connections until it is closed. The
 * runner is the caller's, and may come and go.
 */
final class DevGateway implements AutoCloseable {
  private static final int REFRESH_MILLIS = 300;
  private static final int SHOWN = 3;

  private final LiveRoutes routes;
  private final ApisixPeer peer;
  private final HttpServer server;
  private final CountDownLatch open;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("a6-dev-routes", true));

  private DevGateway(LiveRoutes routes, ApisixPeer peer, HttpServer server, CountDownLatch open) {
    this.routes = routes;
    this.peer = peer;
    this.server = server;
    this.open = open;
    var unused =
        clock.scheduleWithFixedDelay(
            routes::refresh, REFRESH_MILLIS, REFRESH_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Starts a gateway. When this returns it accepts requests, which wait until it is opened.
   *
   * @param settings what it has to know
   * @param said takes lines for the person who develops, from any thread
   * @return the gateway, to be closed
   * @throws UsageException if the routes file cannot be used
   * @throws IOException if it cannot listen, or the routes file cannot be read
   */
  static DevGateway start(DevSettings settings, Consumer<String> said)
      throws UsageException, IOException {
    LiveRoutes routes = LiveRoutes.open(settings.routes(), said);
    ApisixPeer peer = new ApisixPeer(settings.socket());
    RequestFlow flow =
        new RequestFlow(routes::table, peer, new Upstream(settings.upstream()), said);
    Playground playground =
        new Playground(routes::table, peer, settings.runner(), System::nanoTime);
    CountDownLatch open = new CountDownLatch(1);
    Function<IncomingRequest, GatewayResponse> answers =
        request -> {
          awaitOpen(open);
          return Playground.takes(request) ? playground.answer(request) : flow.answer(request);
        };
    try {
      return new DevGateway(routes, peer, HttpServer.start(settings.http(), answers), open);
    } catch (IOException e) {
      peer.close();
      throw e;
    }
  }

  /** The runner is there: lets through the requests that have come so far, and all others. */
  void open() {
    open.countDown();
  }

  /** Who is quicker than the runner's start is not to see a failure for that. */
  private static void awaitOpen(CountDownLatch open) {
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Returns where it listens.
   *
   * @return a URL without a path
   */
  String url() {
    return "http://" + server.address();
  }

  /**
   * Returns what there is to try.
   *
   * @return the paths of the first routes
   */
  List<String> paths() {
    return routes.table().routes().stream()
        .map(route -> route.uris().get(0).replace("*", ""))
        .limit(SHOWN)
        .toList();
  }

  @Override
  public void close() {
    open();
    clock.shutdownNow();
    try (peer) {
      server.close();
    }
  }
}
