/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.ExtraInfo;
import io.github.a6runner.protocol.MessageEncoder;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Encoding what a runner says into a pooled buffer. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class EncodingBenchmark {
  private static final List<TextEntry> ENTRIES = List.of(TextEntry.of("X-Name", "some value"));
  private static final Bytes BODY = Bytes.of("hello".getBytes(UTF_8));

  /** What is said. */
  @Param private Kind kind = Kind.STOP;

  /** The messages. */
  public enum Kind {
    /** The token of a conf. */
    CONF_TOKEN(new RunnerMessage.PrepareConfReply(1)),
    /** A request goes on as it is. */
    UNCHANGED(new RunnerMessage.HttpReqReply(1, RequestAction.NONE)),
    /** A request is answered. */
    STOP(new RunnerMessage.HttpReqReply(1, new RequestAction.Stop(200, ENTRIES, BODY))),
    /** A request goes on with a path, a header and an argument. */
    REWRITE(
        new RunnerMessage.HttpReqReply(
            1,
            new RequestAction.Rewrite(
                Optional.of(Text.of("/rewritten")), ENTRIES, ENTRIES, List.of(), Bytes.EMPTY))),
    /** A response is replaced. */
    RESPONSE(new RunnerMessage.HttpRespReply(1, 200, ENTRIES, BODY)),
    /** APISIX is asked for a variable. */
    QUERY(new RunnerMessage.ExtraInfoQuery(new ExtraInfo.Variable("remote_addr")));

    @SuppressWarnings("ImmutableEnumChecker") // Messages are records of what does not change.
    private final RunnerMessage message;

    Kind(RunnerMessage message) {
      this.message = message;
    }
  }

  /** Encodes it. */
  @Benchmark
  public int encode() {
    ByteBuf encoded = MessageEncoder.encode(kind.message, PooledByteBufAllocator.DEFAULT);
    int length = encoded.readableBytes();
    encoded.release();
    return length;
  }
}
