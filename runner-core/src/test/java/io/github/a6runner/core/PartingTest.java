/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Needs;
import io.github.a6runner.core.conf.ConfStore;
import io.github.a6runner.core.conf.ConfStores;
import io.github.a6runner.core.conf.Configurers;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.protocol.ErrorCode;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.RunnerMessage.ErrorReply;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What still comes on a connection that the runner lets go of: it was sent before APISIX could see
 * that, so it is answered, and runs no filter here.
 */
class PartingTest {
  private final TestClock clock = new TestClock();
  private final FilterSet filters =
      FilterSet.of(
          Filters.quickRequest("stops", Needs.none(), (call, conf) -> Decision.stop(204)),
          Filters.asyncRequest(
              "asks",
              (call, conf) -> {
                var unused = call.variableAsync("uri");
                return CompletableFuture.completedFuture(Decision.stop(204));
              }));
  private final ConfStore confs =
      ConfStores.of(Configurers.of(() -> filters, Runnable::run, clock));
  private final RunnerConfig config = RunnerConfig.builder().listen(Path.of("/x")).build();
  private final CallServices services =
      CallServices.of(config, Runnable::run, clock, RunnerHooks.NONE);
  private final Connection connection = new Connection(new Connections(10, 10), confs, services);
  private final SlowSocket socket = new SlowSocket();
  private final EmbeddedChannel channel = new EmbeddedChannel(socket, connection);
  private final long token = confs.prepare(Calls.conf("k", "stops", ""));

  /** Keeps what is to leave, as a socket does whose peer is slow to read. */
  private static final class SlowSocket extends ChannelOutboundHandlerAdapter {
    private final Queue<Runnable> held = new ArrayDeque<>();

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
      held.add(
          () -> {
            var unused = ctx.writeAndFlush(message, promise);
          });
    }

    void letGo() {
      while (!held.isEmpty()) {
        held.remove().run();
      }
    }
  }

  @AfterEach
  void closeAll() {
    var unused = channel.finishAndReleaseAll();
    confs.close();
  }

  @Test
  void call_sentBeforeTheEndCouldBeSeen_isToBeMadeElsewhere() {
    part();

    say(Calls.request(5, token));

    assertThat(Calls.allWritten(channel))
        .containsExactly(
            new PrepareConfReply(token), new ErrorReply(ErrorCode.CONF_TOKEN_NOT_FOUND));
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void callForAResponse_sentBeforeTheEndCouldBeSeen_isToBeMadeElsewhere() {
    part();

    say(Calls.response(5, token, "a", "1"));

    assertThat(Calls.allWritten(channel))
        .containsExactly(
            new PrepareConfReply(token), new ErrorReply(ErrorCode.CONF_TOKEN_NOT_FOUND));
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void conf_sentBeforeTheEndCouldBeSeen_isPrepared() {
    part();

    say(Calls.conf("k", "stops", ""));

    assertThat(Calls.allWritten(channel))
        .containsExactly(new PrepareConfReply(token), new PrepareConfReply(token));
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void call_readTogetherWithTheAnswerThatEndsTheConnection_isToBeMadeElsewhere() {
    Connection other = new Connection(new Connections(10, 10), confs, services);
    EmbeddedChannel quick = new EmbeddedChannel(other);
    long asks = confs.prepare(Calls.conf("l", "asks", ""));
    quick.writeInbound(Calls.request(5, asks));
    other.leave(Departure.AFTER_REPLY);
    quick.runPendingTasks();
    assertThat(Calls.allWritten(quick)).last().isEqualTo(new HttpReqReply(5, Calls.stop(204, "")));
    assertThat(quick.isOpen()).as("an answer is to come").isTrue();

    quick.writeInbound(Calls.info("late"), Calls.request(6, asks));

    assertThat(Calls.allWritten(quick))
        .containsExactly(new ErrorReply(ErrorCode.CONF_TOKEN_NOT_FOUND));
    assertThat(quick.isOpen()).isFalse();
  }

  @Test
  void nothingSent_isTheEndBehindTheReply() {
    part();

    socket.letGo();

    assertThat(Calls.allWritten(channel)).containsExactly(new PrepareConfReply(token));
    assertThat(channel.isOpen()).isFalse();
  }

  /** Has the connection end behind a reply that has not left yet. */
  private void part() {
    connection.leave(Departure.AFTER_REPLY);
    channel.runPendingTasks();
    channel.writeInbound(Calls.conf("k", "stops", ""));
    channel.runPendingTasks();
    assertThat(channel.isOpen()).isTrue();
  }

  private void say(GatewayMessage message) {
    channel.writeInbound(message);
    socket.letGo();
  }
}
