/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.core.RunnerEvents;
import io.github.a6runner.core.socket.StartException;
import io.github.a6runner.protocol.Bytes;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Metrics, health and status of a runner over HTTP. Thread-safe; whoever makes it closes it.
 *
 * <p>It answers GET and HEAD of {@code /metrics}, {@code /health}, {@code /health/live}, {@code
 * /health/ready} and {@code /status}, and only those who are on this machine.
 */
public final class Management implements AutoCloseable {
  private final Subject subject;
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final CallMetrics calls;
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final HealthPage health;
  private final StatusPage status;
  private final ManagementServer server;

  /**
   * Makes one that does not listen yet.
   *
   * @param address where it is to listen
   * @param runtimeDir the folder of the locks, if it is not to be chosen
   * @param subject what it is about
   */
  public Management(ManagementAddress address, Optional<Path> runtimeDir, Subject subject) {
    this.subject = requireNonNull(subject, "subject");
    this.calls =
        new CallMetrics(registry, Clock.systemUTC(), name -> subject.filterNames().contains(name));
    this.health = new HealthPage(subject);
    this.status = new StatusPage(subject, calls, Clock.systemUTC());
    this.server =
        new ManagementServer(
            requireNonNull(address, "address"),
            requireNonNull(runtimeDir, "runtimeDir"),
            this::page);
    ServerMetrics.register(registry, subject);
    LoadMetrics.register(registry, subject, calls.filters());
    JvmMetrics.builder().register(registry);
  }

  /**
   * What is to be told of everything that the server does.
   *
   * @return what counts it; for any thread
   */
  public RunnerEvents events() {
    return calls;
  }

  /**
   * Listens.
   *
   * @throws StartException if that is not possible
   */
  public void listen() throws StartException {
    server.listen();
  }

  /** Listens as soon as that is possible, which the log tells; does not wait for it. */
  public void listenWhenFree() {
    server.listenWhenFree();
  }

  /** Listens no more, so that the next runner can. */
  public void stopListening() {
    server.stopListening();
  }

  @Override
  public void close() {
    server.close();
  }

  private Page page(String uri, String accept) {
    return switch (new QueryStringDecoder(uri).rawPath()) {
      case "/metrics" -> metrics(accept);
      case "/health" -> health.both();
      case "/health/live" -> health.live();
      case "/health/ready" -> health.ready();
      case "/status" -> status();
      default ->
          Page.text(
              HttpResponseStatus.NOT_FOUND,
              "not found (expected: /metrics, /health, /health/live, /health/ready or /status)");
    };
  }

  private Page status() {
    calls.keepOnly(subject.filterNames());
    return Page.json(HttpResponseStatus.OK, status.bytes());
  }

  private Page metrics(String accept) {
    calls.keepOnly(subject.filterNames());
    ExpositionFormatWriter writer = formats.findWriter(accept);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no I/O
    }
    return new Page(HttpResponseStatus.OK, writer.getContentType(), Bytes.of(out.toByteArray()));
  }
}
