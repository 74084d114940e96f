/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Needs;
import io.github.a6runner.core.conf.ConfStore;
import io.github.a6runner.core.conf.ConfStores;
import io.github.a6runner.core.conf.Configurers;
import io.github.a6runner.core.log.LogContext;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.MessageDecoder;
import io.github.a6runner.protocol.MessageEncoder;
import io.github.a6runner.protocol.TextEntry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a call costs that can be counted: writes, flushes, and bytes of the heap. The bytes are
 * those of the thread that does the work, in code that is mostly not compiled yet, which makes more
 * of them than compiled code; the bounds are a quarter above that.
 */
class CallFootprintTest {

  private static final int CALLS = 200;

  /** A request as browsers and gateways send them. */
  private static final List<TextEntry> ARGS = Calls.entries("a", "1", "b", "two", "c", "");

  private static final List<TextEntry> HEADERS =
      Calls.entries(
          "host", "example.com",
          "user-agent", "Mozilla/5.0 (X11; Linux x86_64)",
          "accept", "text/html,application/xhtml+xml",
          "accept-language", "en-US,en;q=0.5",
          "accept-encoding", "gzip, deflate, br",
          "cookie", "session=0123456789abcdef",
          "x-forwarded-for", "10.0.0.7",
          "x-forwarded-proto", "https",
          "x-request-id", "0123456789abcdef0123456789abcdef",
          "referer", "https://example.com/");

  /** As in the runner itself, where labels are made when a line is logged. */
  private static final RunnerHooks QUIET =
      new RunnerHooks(
          CallObserver.NONE,
          RunnerEvents.NONE,
          new LogContext() {
            @Override
            public void enter(Labels labels) {}

            @Override
            public void leave() {}
          });

  private final RunnerConfig config = RunnerConfig.builder().listen(Path.of("/x")).build();
  private final FilterSet filters =
      FilterSet.of(
          Filters.quickRequest(
              "say",
              Needs.none(),
              (call, conf) -> Decision.stop(200).header("X-A", "b").body(conf)),
          Filters.quickRequest(
              "rewrite",
              Needs.none(),
              (call, conf) -> {
                call.path("/other");
                call.headers().set("X-A", "b");
                call.args().set("a", "2");
                return Decision.proceed();
              }),
          Filters.quickRequest(
              "vars",
              Needs.variables("remote_addr").and(Needs.body()),
              (call, conf) -> Decision.proceed()));
  private final Sends sends = new Sends();
  private final UnpooledByteBufAllocator untracked = new UnpooledByteBufAllocator(false, true);
  private final ConfStore confs =
      ConfStores.of(Configurers.of(() -> filters, Runnable::run, System::nanoTime));
  private final EmbeddedChannel channel = channel();

  /** Counts what is on its way to the socket. */
  private static final class Sends extends ChannelOutboundHandlerAdapter {
    private int writes;
    private int flushes;

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
      writes++;
      var unused = ctx.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
      flushes++;
      ctx.flush();
    }
  }

  @AfterEach
  void close() {
    var unused = channel.finishAndReleaseAll();
    filters.close();
  }

  @Test
  void call_thatAFilterStops_takesOneWriteAndOneFlush() {
    byte[] call = call("say");

    send(call);

    assertThat(sends.writes).isEqualTo(1);
    assertThat(sends.flushes).isEqualTo(1);
  }

  @Test
  void call_withQuestions_sendsThemTogether() {
    byte[] call = call("vars");

    send(call);
    assertThat(sends.writes).isEqualTo(1);
    assertThat(sends.flushes).isEqualTo(1);

    send(frame(Calls.info("10.0.0.7")));
    send(frame(Calls.info("body")));
    assertThat(sends.writes).isEqualTo(2);
    assertThat(sends.flushes).isEqualTo(2);
  }

  @Test
  void call_thatAFilterStops_makesLittleGarbage() {
    assertThat(bytesPerCall(call("say"))).isLessThan(8 * 1024);
  }

  @Test
  void call_thatAFilterRewrites_makesLittleGarbage() {
    assertThat(bytesPerCall(call("rewrite"))).isLessThan(12 * 1024);
  }

  /** The least of some rounds: classes are loaded and code is linked in the first. */
  private long bytesPerCall(byte[] call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        send(call);
      }
      least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / CALLS);
    }
    return least;
  }

  private byte[] call(String filter) {
    long token = confs.prepare(Calls.conf("k", filter, "hello"));
    return frame(Calls.request(7, token, ARGS, HEADERS));
  }

  private void send(byte[] frame) {
    channel.writeInbound(untracked.heapBuffer(frame.length).writeBytes(frame));
    channel.runPendingTasks();
    channel.releaseOutbound();
  }

  private byte[] frame(GatewayMessage message) {
    ByteBuf encoded = MessageEncoder.encode(message, untracked);
    byte[] frame = new byte[encoded.readableBytes()];
    encoded.readBytes(frame).release();
    return frame;
  }

  private EmbeddedChannel channel() {
    EmbeddedChannel made = new EmbeddedChannel();
    made.config().setAllocator(untracked);
    made.pipeline()
        .addLast(sends)
        .addLast(ReadGate.INSTANCE)
        .addLast(MessageDecoder.ofGatewayMessages())
        .addLast(
            new Connection(
                new Connections(1, 1),
                confs,
                CallServices.of(config, Runnable::run, System::nanoTime, QUIET)));
    return made;
  }
}
