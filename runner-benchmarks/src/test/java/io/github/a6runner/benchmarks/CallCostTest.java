/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.benchmarks.filters.Say;
import io.github.a6runner.core.RunnerServer;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.Plugins;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.protocol.Vectors;
import io.github.a6runner.protocol.Wire;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A guard against a call that has become much dearer: its processor time on the event loop, in
 * multiples of what Netty alone takes at the same time in the same JVM.
 *
 * <p>It cannot fail because a machine is slow or busy: time of others is not counted, and as long
 * as the JVM has not compiled enough, it goes on. It fails only if the bound is never reached.
 */
class CallCostTest {
  private static final double BOUND = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final int CALLS = 2000;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @TempDir private Path folder = Path.of("");

  @Test
  void say_onTheEventLoop_costsAFewTimesWhatNettyDoes() throws Exception {
    Path bareSocket = folder.resolve("bare");
    Path ownSocket = folder.resolve("own");
    RunnerConfig config =
        RunnerConfig.builder().listen(ownSocket).runtimeDir(folder.resolve("run")).build();
    try (FilterSet filters = FilterSet.of(new Say());
        BareEcho echo = BareEcho.start(bareSocket);
        RunnerServer runner = RunnerServer.start(config, Plugins.of(filters));
        Client bare = new Client(bareSocket);
        Client own = new Client(ownSocket)) {
      assertThat(List.of(echo, runner)).isNotEmpty();

      assertThat(least(bare, own)).isLessThan(BOUND);
    }
  }

  /** The least ratio that turns of both have shown, at the latest when patience has ended. */
  private double least(Client bare, Client own) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    double least = Double.MAX_VALUE;
    while (least >= BOUND && System.nanoTime() - end < 0) {
      double base = cost(bare, BareEcho.THREAD);
      least = Math.min(least, cost(own, "a6-loop") / base);
    }
    return least;
  }

  private double cost(Client client, String thread) throws IOException {
    long before = processorTime(thread);
    for (int call = 0; call < CALLS; call++) {
      client.call();
    }
    return processorTime(thread) - before;
  }

  private long processorTime(String name) {
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(Objects::nonNull)
        .filter(thread -> thread.getThreadName().startsWith(name))
        .mapToLong(ThreadInfo::getThreadId)
        .map(threads::getThreadCpuTime)
        .sum();
  }

  /** Asks again and again what a real APISIX has asked. */
  private static final class Client implements AutoCloseable {
    private static final int HEADER = 4;

    private final SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    private final ByteBuffer in = ByteBuffer.allocate(4096);
    private final ByteBuffer call;

    Client(Path socket) throws IOException {
      channel.connect(UnixDomainSocketAddress.of(socket));
      List<TextEntry> conf = List.of(TextEntry.of("say", "{\"body\":\"hello\"}"));
      exchange(ByteBuffer.wrap(Wire.frame(new PrepareConf(Optional.of("conf"), conf))));
      this.call = ByteBuffer.wrap(Wire.frame(recorded(token())));
    }

    void call() throws IOException {
      exchange(call.rewind());
      assertThat(in.get(0)).isEqualTo((byte) 2);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }

    private void exchange(ByteBuffer out) throws IOException {
      while (out.hasRemaining()) {
        channel.write(out);
      }
      in.clear();
      while (in.position() < HEADER || in.position() < HEADER + (in.getInt(0) & 0xFF_FFFF)) {
        assertThat(channel.read(in)).isPositive();
      }
    }

    /** The one field of the reply to a conf. */
    private long token() {
      ByteBuffer payload =
          in.duplicate().flip().position(HEADER).slice().order(ByteOrder.LITTLE_ENDIAN);
      int table = payload.getInt(0);
      int field = payload.getShort(table - payload.getInt(table) + 4);
      return Integer.toUnsignedLong(payload.getInt(table + field));
    }

    private static HttpReqCall recorded(long token) {
      HttpReqCall call =
          Vectors.named("post-req-phase")
              .messages(true)
              .filter(HttpReqCall.class::isInstance)
              .map(HttpReqCall.class::cast)
              .findFirst()
              .orElseThrow();
      return new HttpReqCall(
          call.id(), call.srcIp(), call.method(), call.path(), call.args(), call.headers(), token);
    }
  }
}
