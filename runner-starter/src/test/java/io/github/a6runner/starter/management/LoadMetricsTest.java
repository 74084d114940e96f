/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.socket.StartException;
import io.github.a6runner.peer.ExtraInfoSource;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far the runner is from its limits, asked over HTTP while it is. */
class LoadMetricsTest {
  private static final String LARGE = "x".repeat(200_000);

  private final ManagementAddress address;
  private final ManagedRunner runner;
  private final CountDownLatch released = new CountDownLatch(1);

  LoadMetricsTest(@TempDir Path folder) throws StartException {
    this.address = new ManagementAddress.Unix(folder.resolve("m.sock"));
    this.runner = new ManagedRunner(folder, address, FilterSet.of(new Asks(), new Hangs(released)));
  }

  @AfterEach
  void close() {
    released.countDown();
    runner.close();
  }

  @Test
  void metrics_whileACallWaitsForItsBody_showIt() throws Exception {
    runner.start(config -> config.maxCallsWaiting(5).maxCallsQueued(6).maxBytesInFlight(20 << 20));
    runner.call("asks"); // only those that have been at work are named

    String meanwhile = whileItAsks("/metrics");

    assertThat(meanwhile)
        .contains(
            line("calls_waiting 1.0"),
            line("calls_waiting_limit 5.0"),
            line("calls_queued 0.0"),
            line("calls_queued_limit 6.0"),
            line("large_messages_limit_bytes 2.097152E7"),
            line("filter_calls{filter=\"asks\"} 1.0"),
            line("filter_stuck_threads{filter=\"asks\"} 0.0"))
        .containsPattern("\na6_runner_large_messages_bytes 200[0-9]{3}[.]0\n");
    awaitLine("calls_waiting 0.0");
    awaitLine("large_messages_bytes 0.0");
    awaitLine("filter_calls{filter=\"asks\"} 0.0");
  }

  @Test
  void status_whileACallWaitsForItsBody_showsIt() throws Exception {
    runner.start(config -> config.maxCallsWaiting(5));

    JsonNode status = new ObjectMapper().readTree(whileItAsks("/status"));

    assertThat(status.at("/calls/waiting").intValue()).isEqualTo(1);
    assertThat(status.at("/calls/waiting_limit").intValue()).isEqualTo(5);
    assertThat(status.at("/calls/queued").intValue()).isZero();
    assertThat(status.at("/large_messages/bytes").longValue()).isGreaterThan(LARGE.length());
    assertThat(status.at("/busiest_filters")).hasSize(1);
    assertThat(status.at("/busiest_filters/0/filter").textValue()).isEqualTo("asks");
    assertThat(status.at("/busiest_filters/0/calls").intValue()).isEqualTo(1);
    assertThat(status.at("/busiest_filters/0/stuck_threads").intValue()).isZero();
  }

  @Test
  void metrics_ofAFilterThatDoesNotReactToItsInterrupt_countItsThreadUntilItEnds()
      throws Exception {
    runner.start(config -> config.callDeadline(Duration.ofMillis(100)));
    runner.call("hangs");

    awaitLine("filter_stuck_threads{filter=\"hangs\"} 1.0");
    JsonNode status = new ObjectMapper().readTree(Http.get(address, "/status").body());
    assertThat(status.at("/busiest_filters/0/stuck_threads").intValue()).isEqualTo(1);

    released.countDown();
    awaitLine("filter_stuck_threads{filter=\"hangs\"} 0.0");
  }

  @Test
  void metrics_ofConnectionsMoreThanMayBe_countThem() throws Exception {
    runner.start(config -> config.maxConnections(2));
    List<SocketChannel> connections = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) {
        if (i == 2) {
          awaitLine("connections 2.0"); // several event loops: the first to connect need not be in
        }
        connections.add(SocketChannel.open(UnixDomainSocketAddress.of(runner.socket())));
      }
      for (SocketChannel refused : connections.subList(2, 5)) {
        assertThat(refused.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      }

      assertThat(Http.get(address, "/metrics").body())
          .contains(
              line("connections_limit 2.0"),
              line("connections_refused_total{reason=\"limit\"} 3.0"),
              line("connections_refused_total{reason=\"peer\"} 0.0"));
      assertThat(Http.get(address, "/status").body()).contains("\"refused_for_limit\" : 3");
    } finally {
      for (SocketChannel each : connections) {
        each.close();
      }
    }
  }

  /** What a page says while a large call waits for its body. */
  private String whileItAsks(String page) {
    List<String> seen = new ArrayList<>();
    ExtraInfoSource source =
        info -> {
          seen.add(get(page));
          return Optional.of(Bytes.of(new byte[] {1}));
        };
    runner.call("asks", LARGE, source);
    return seen.get(0);
  }

  private String get(String page) {
    try {
      return Http.get(address, page).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitLine(String metric) {
    var unused =
        Until.answered(metric, () -> get("/metrics"), metrics -> metrics.contains(line(metric)));
  }

  private static String line(String metric) {
    return "\na6_runner_" + metric + "\n";
  }

  /** Asks for the body of each request. */
  private static final class Asks implements Filter<String> {
    @Override
    public String name() {
      return "asks";
    }

    @Override
    public String configure(ConfSource source) {
      return source.text();
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.stop(call.body().isEmpty() ? 204 : 200);
    }
  }

  /** Does not react to its interrupt. */
  private record Hangs(CountDownLatch released) implements Filter<String> {
    @Override
    public String name() {
      return "hangs";
    }

    @Override
    public String configure(ConfSource source) {
      return source.text();
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      boolean waits = true;
      while (waits) {
        try {
          released.await();
          waits = false;
        } catch (InterruptedException e) {
          waits = true; // as code does that must not be copied
        }
      }
      return Decision.proceed();
    }
  }
}
