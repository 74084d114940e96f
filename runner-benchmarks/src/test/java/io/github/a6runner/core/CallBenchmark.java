/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.benchmarks.filters.Rewrite;
import io.github.a6runner.benchmarks.filters.Say;
import io.github.a6runner.core.conf.ConfStore;
import io.github.a6runner.core.conf.Configurer;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.MessageDecoder;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.protocol.Vectors;
import io.github.a6runner.protocol.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A whole call, from the bytes of a recorded frame to those of the reply, without a socket. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class CallBenchmark {
  private static final String CALL = "post-req-phase/03-apisix-http-req-call.bin";

  /** The filter that the conf names. */
  @Param({"say", "rewrite"})
  private String filter = "";

  /** How often it names it. */
  @Param({"1", "10"})
  private int times;

  private final FilterSet filters = FilterSet.of(new Say(), new Rewrite());
  private final ConfStore confs =
      new ConfStore(
          new Configurer(() -> filters, Runnable::run, System::nanoTime, (filter, conf, why) -> {}),
          new ConfStore.Bounds(Duration.ofHours(1), Long.MAX_VALUE),
          0);
  private final CallServices services =
      CallServices.of(
          RunnerConfig.builder().listen(Path.of("/x")).build(),
          Runnable::run,
          System::nanoTime,
          RunnerHooks.NONE);
  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          MessageDecoder.ofGatewayMessages(),
          new Connection(new Connections(10, 10), confs, services));
  private ByteBuf call = Unpooled.EMPTY_BUFFER;

  /** Prepares the conf and a call for it. */
  @Setup
  public void prepare() {
    TextEntry entry = TextEntry.of(filter, "{\"body\":\"hello\"}");
    long token =
        confs.prepare(new PrepareConf(Optional.of("conf"), Collections.nCopies(times, entry)));
    call = Unpooled.directBuffer().writeBytes(Wire.frame(recorded(token)));
  }

  /** Closes everything. */
  @TearDown
  public void close() {
    channel.finishAndReleaseAll();
    call.release();
    confs.close();
    filters.close();
  }

  /** Makes the call. */
  @Benchmark
  public int call() {
    channel.writeInbound(call.retainedDuplicate());
    ByteBuf reply = channel.readOutbound();
    int length = reply.readableBytes();
    reply.release();
    return length;
  }

  /** The recorded call, for a conf of here. */
  private static GatewayMessage recorded(long token) {
    HttpReqCall call =
        Vectors.frames().stream()
            .filter(frame -> frame.name().equals(CALL))
            .map(frame -> (HttpReqCall) frame.message())
            .findFirst()
            .orElseThrow();
    Bytes address = call.srcIp();
    return new HttpReqCall(
        call.id(), address, call.method(), call.path(), call.args(), call.headers(), token);
  }
}
