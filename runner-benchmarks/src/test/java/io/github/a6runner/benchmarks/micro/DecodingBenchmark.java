/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks.micro;

import io.github.a6runner.protocol.MessageDecoder;
import io.github.a6runner.protocol.Vectors;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
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

/** Decoding a frame of APISIX, with what the channel of a test costs. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class DecodingBenchmark {

  /** A recorded frame of each kind. */
  @Param({
    "post-req-phase/01-apisix-prepare-conf.bin",
    "post-req-phase/03-apisix-http-req-call.bin",
    "response-plain/03-apisix-http-resp-call.bin",
    "vars-asked/11-apisix-extra-info-result.bin",
  })
  private String frame = "";

  private final EmbeddedChannel channel = new EmbeddedChannel(MessageDecoder.ofGatewayMessages());
  private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

  /** Reads the frame. */
  @Setup
  public void read() {
    bytes =
        Vectors.frames().stream()
            .filter(each -> each.name().equals(frame))
            .map(each -> Unpooled.directBuffer().writeBytes(each.bytes().toByteArray()))
            .findFirst()
            .orElseThrow();
  }

  /** Closes the channel. */
  @TearDown
  public void close() {
    channel.finishAndReleaseAll();
    bytes.release();
  }

  /** Decodes it. */
  @Benchmark
  public Object decode() {
    channel.writeInbound(bytes.retainedDuplicate());
    return channel.readInbound();
  }
}
