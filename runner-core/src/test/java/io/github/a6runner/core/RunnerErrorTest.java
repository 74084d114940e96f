/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Phase;
import io.github.a6runner.core.conf.ConfStore;
import io.github.a6runner.core.conf.ConfStores;
import io.github.a6runner.core.conf.Configurers;
import io.github.a6runner.core.log.LogContext;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.protocol.RunnerMessage;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An error of the runner itself denies the call, closes the connection and leaks nothing. */
class RunnerErrorTest {

  @RegisterExtension final TestLog log = new TestLog();

  private final TestClock clock = new TestClock();
  private final CloseableConfs filter = new CloseableConfs((call, conf) -> Decision.stop(200));
  private final FilterSet filters = FilterSet.of(filter);
  private final ConfStore confs =
      ConfStores.of(Configurers.of(() -> filters, Runnable::run, clock));
  private final Connections connections = new Connections(1, 1);
  private final FailingMemory memory = new FailingMemory();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<Cause> notTaken = new ArrayList<>();
  private final List<Cause> denied = new ArrayList<>();
  private boolean clockFailed;

  /** Memory of which there is none left for some buffers. */
  private static final class FailingMemory extends AbstractByteBufAllocator {

    private int failures;

    private void failOnDemand() {
      if (failures > 0) {
        failures--;
        throw new OutOfMemoryError("no memory");
      }
    }

    @Override
    protected ByteBuf newHeapBuffer(int initial, int most) {
      failOnDemand();
      return UnpooledByteBufAllocator.DEFAULT.heapBuffer(initial, most);
    }

    @Override
    protected ByteBuf newDirectBuffer(int initial, int most) {
      failOnDemand();
      return UnpooledByteBufAllocator.DEFAULT.directBuffer(initial, most);
    }

    @Override
    public boolean isDirectBufferPooled() {
      return false;
    }
  }

  /** A socket on which the first write fails. */
  private static final class FailingWrite extends ChannelOutboundHandlerAdapter {
    private boolean failed;

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
      if (failed) {
        var unused = ctx.write(message, promise);
      } else {
        failed = true;
        ReferenceCountUtil.release(message);
        promise.setFailure(new IllegalStateException("no write"));
      }
    }
  }

  @AfterEach
  void closeChannel() {
    var unused = channel.finishAndReleaseAll();
  }

  @Test
  void noThreadCanBeMade_deniesTheCallAndCloses() {
    connect(
        work -> {
          throw new OutOfMemoryError("unable to create native thread");
        });

    channel.writeInbound(Calls.request(5, token()));

    assertThat(reply()).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(denied).containsExactly(Cause.INTERNAL_ERROR);
    assertEnded();
  }

  @Test
  void reply_thatCannotBeEncoded_isADenialThenTheEnd() {
    connect(Runnable::run);
    memory.failures = 1;

    channel.writeInbound(Calls.request(5, token()));

    assertThat(reply()).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(denied).containsExactly(Cause.INTERNAL_ERROR);
    assertEnded();
  }

  @Test
  void responseReply_thatCannotBeEncoded_isADenialThenTheEnd() {
    connect(Runnable::run);
    memory.failures = 1;

    channel.writeInbound(Calls.response(5, token(), "a", "1"));

    assertThat(reply()).isEqualTo(Calls.deniedResponse(5));
    assertEnded();
  }

  @Test
  void reply_thatCannotBeWritten_isADenialThenTheEnd() {
    channel.pipeline().addLast(new FailingWrite());
    connect(Runnable::run);

    channel.writeInbound(Calls.request(5, token()));

    assertThat(reply()).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(denied).containsExactly(Cause.INTERNAL_ERROR);
    assertEnded();
  }

  @Test
  void reply_whenNothingCanBeEncoded_isTheEnd() {
    connect(Runnable::run);
    memory.failures = Integer.MAX_VALUE;

    channel.writeInbound(Calls.request(5, token()));

    assertThat(channel.<ByteBuf>readOutbound().readableBytes()).isZero();
    assertEnded();
  }

  @Test
  void call_thatCannotBegin_isADenialThenTheEnd() {
    connect(Runnable::run, this::failsOnce);

    channel.writeInbound(Calls.request(5, token()));

    assertThat(reply()).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(notTaken).containsExactly(Cause.INTERNAL_ERROR);
    assertEnded();
  }

  @Test
  void responseCall_thatCannotBegin_isADenialThenTheEnd() {
    connect(Runnable::run, this::failsOnce);

    channel.writeInbound(Calls.response(5, token(), "a", "1"));

    assertThat(reply()).isEqualTo(Calls.deniedResponse(5));
    assertEnded();
  }

  /** A clock that a call looks at first of all. */
  private long failsOnce() {
    if (!clockFailed) {
      clockFailed = true;
      throw new OutOfMemoryError("no memory");
    }
    return clock.getAsLong();
  }

  private void connect(Executor workers) {
    connect(workers, clock);
  }

  private void connect(Executor workers, LongSupplier nanoTime) {
    RunnerConfig config = RunnerConfig.builder().listen(Path.of("/x")).build();
    channel.config().setAllocator(memory);
    channel
        .pipeline()
        .addLast(
            new Connection(
                connections, confs, CallServices.of(config, workers, nanoTime, hooks())));
  }

  private RunnerHooks hooks() {
    RunnerEvents events =
        new RunnerEvents() {
          @Override
          public void callNotTaken(Phase phase, Cause cause) {
            notTaken.add(cause);
          }

          @Override
          public void callDenied(Phase phase, Cause cause, long nanos) {
            denied.add(cause);
          }
        };
    return new RunnerHooks(CallObserver.NONE, events, LogContext.IN_MDC);
  }

  private long token() {
    return confs.prepare(Calls.conf("k", "closeable", "1"));
  }

  /** The connection is closed, no call is counted, and the conf is nobody's any more. */
  private void assertEnded() {
    channel.runPendingTasks();
    assertThat(channel.isOpen()).isFalse();
    assertThat(connections.callsInFlight()).isZero();
    confs.close();
    assertThat(filter.closed()).containsExactly("1");
    assertThat(log.messages()).anyMatch(line -> line.contains("an error of the runner"));
  }

  private RunnerMessage reply() {
    channel.runPendingTasks();
    return Calls.written(channel);
  }
}
