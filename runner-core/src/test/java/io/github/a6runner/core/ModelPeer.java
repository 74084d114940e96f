/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.ExtraInfo;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.MessageDecoder;
import io.github.a6runner.protocol.MessageEncoder;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ExtraInfoQuery;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One connection as the protocol says that it is, against which all that comes is held. */
final class ModelPeer {
  private static final Map<Departure, Long> QUIET_NANOS =
      Map.of(
          Departure.WHEN_UNUSED,
          50_000_000L,
          Departure.WHEN_QUIET,
          5_000_000L,
          Departure.WHEN_IDLE,
          0L);

  /** Where it may be when all that was to follow has followed. */
  private static final Set<State> SETTLED =
      Set.of(State.IDLE, State.WAITING, State.CALLING, State.CLOSED);

  private final Channel channel;
  private final ByteBufAllocator allocator;
  private final Deque<RunnerMessage> received = new ArrayDeque<>();
  private final Deque<ExtraInfo> unanswered = new ArrayDeque<>();
  private final Deque<LongConsumer> tokens = new ArrayDeque<>();
  private final LongSupplier now;
  private State state = State.IDLE;
  private Departure leaving = Departure.STAYS;
  private long quietSince;
  private boolean deaf;
  private boolean waited;
  private @Nullable ModelCall call;
  private RunnerMessage refusal = TestClient.BAD_REQUEST;
  private int draining;
  private int checked;

  /** Where the connection is. */
  enum State {
    /** Whatever comes is wrong. */
    IDLE,
    /** A token is to come. */
    PREPARING,
    /** Its call is too large for now, and is to be read when there is room. */
    WAITING,
    /** A call runs. */
    CALLING,
    /** It is to be told that its token is unknown. */
    CALLING_NOBODY,
    /** It has broken the protocol and is to be told so. */
    REFUSED,
    /** Nothing comes any more. */
    CLOSED
  }

  ModelPeer(EventLoop loop, LocalAddress address, ByteBufAllocator allocator, LongSupplier now) {
    this.allocator = allocator;
    this.now = now;
    this.channel =
        new Bootstrap()
            .group(loop)
            .channel(LocalChannel.class)
            .option(ChannelOption.ALLOCATOR, allocator)
            .handler(new Initializer())
            .connect(address)
            .channel();
  }

  private final class Initializer extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel opened) {
      opened.pipeline().addLast(MessageDecoder.ofRunnerMessages()).addLast(new Keeper());
    }
  }

  private final class Keeper extends SimpleChannelInboundHandler<RunnerMessage> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, RunnerMessage message) {
      received.add(message);
    }
  }

  State state() {
    return state;
  }

  boolean isConnected() {
    return channel.isActive();
  }

  boolean isIdle() {
    return state == State.IDLE && draining == 0;
  }

  /** The call that runs, if there is one. */
  Optional<ModelCall> call() {
    return state == State.CALLING ? Optional.ofNullable(call) : Optional.empty();
  }

  boolean hasToAnswer() {
    return draining > 0 || !unanswered.isEmpty();
  }

  /** How many messages were held against the model. */
  int checked() {
    return checked;
  }

  /** Its name, which the runner's end knows. */
  SocketAddress address() {
    return channel.localAddress();
  }

  /** It reads nothing until it hears again. */
  void deaf(boolean isDeaf) {
    deaf = isDeaf;
  }

  boolean isDeaf() {
    return deaf;
  }

  /** Whether its call has waited for a body since {@link #settled}. */
  boolean hasWaited() {
    return waited;
  }

  /** Whether its call waits for a body. */
  boolean waits() {
    return state == State.CALLING && !deaf && unanswered.stream().anyMatch(ModelCall::isBody);
  }

  /** All that was to follow has followed. */
  void settled() {
    assertThat(state != State.WAITING || received.isEmpty()).as("waits: %s", this).isTrue();
    waited = waits() || deaf;
    assertThat(deaf || SETTLED.contains(state)).as("answered: %s", this).isTrue();
  }

  /** The runner is about to end the connection in a certain way. */
  void leave(Departure how) {
    if (leaving == Departure.STAYS) {
      quietSince = now.getAsLong();
    }
    leaving = how;
    long quiet = now.getAsLong() - quietSince;
    if (isIdle() && quiet >= QUIET_NANOS.getOrDefault(how, Long.MAX_VALUE)) {
      state = State.CLOSED;
    }
  }

  /** Nothing is under way any more. */
  private void idle() {
    state = State.IDLE;
    if (draining == 0 && leaving != Departure.STAYS) {
      quietSince = now.getAsLong();
      boolean endsHere = leaving == Departure.AFTER_REPLY || leaving == Departure.WHEN_IDLE;
      state = endsHere ? State.CLOSED : State.IDLE;
    }
  }

  /** Prepares a conf, perhaps behind others whose tokens are still to come. */
  void prepare(ModelConf.Route route, LongConsumer takesToken) {
    state = State.PREPARING;
    tokens.add(takesToken);
    send(Calls.conf(route.key(), route.namesAndConfs()));
  }

  /** Calls; empty if the token is nobody's. */
  void call(Optional<ModelCall> made, GatewayMessage message) {
    state = made.isPresent() ? State.CALLING : State.CALLING_NOBODY;
    call = made.orElse(null);
    send(message);
  }

  /** Calls with a large message for which there is no room yet. */
  void callLater(ModelCall made, GatewayMessage message) {
    state = State.WAITING;
    call = made;
    send(message);
  }

  /** There is room for its call. */
  ModelCall goOn() {
    state = State.CALLING;
    return call().orElseThrow();
  }

  /** Answers the first question that is open, of this call or of the last. */
  void answer(boolean isEmpty) {
    Optional<Bytes> value = Optional.empty();
    if (draining > 0) {
      draining--;
      value = Optional.of(Calls.bytes("too late"));
    } else {
      ExtraInfo info = unanswered.remove();
      value = Optional.ofNullable(call).map(made -> made.answer(info));
    }
    send(new ExtraInfoReply(isEmpty ? Optional.empty() : value));
    if (state == State.IDLE) {
      idle();
    }
  }

  /** Sends what the protocol does not allow here. */
  void sendWrong(GatewayMessage message) {
    refused();
    send(message);
  }

  void sendGarbage(byte[] bytes) {
    refused();
    var unused = channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
  }

  /** An error would let the body of a response through. */
  private void refused() {
    refusal =
        call()
            .filter(ModelCall::isResponse)
            .map(made -> Calls.deniedResponse(made.id()))
            .orElse(TestClient.BAD_REQUEST);
    state = State.REFUSED;
  }

  /** Hangs up. */
  void cut() {
    state = State.CLOSED;
    received.clear();
    var unused = channel.close();
  }

  private void send(GatewayMessage message) {
    ByteBuf frame = MessageEncoder.encode(message, allocator);
    int first = frame.readableBytes() / 3;
    var unused = channel.writeAndFlush(frame.readRetainedSlice(first));
    unused = channel.writeAndFlush(frame);
  }

  /** Holds what has come against the model; what comes while it waits shows that it need not. */
  void check() {
    if (state == State.WAITING) {
      return;
    }
    while (!received.isEmpty()) {
      check(received.remove());
      checked++;
    }
    assertThat(channel.isOpen()).as("open").isEqualTo(state != State.CLOSED);
  }

  private void check(RunnerMessage message) {
    switch (state) {
      case PREPARING -> {
        assertThat(message).isInstanceOf(PrepareConfReply.class);
        tokens.remove().accept(((PrepareConfReply) message).confToken());
        if (tokens.isEmpty()) {
          idle();
        }
      }
      case CALLING_NOBODY -> {
        assertThat(message).isEqualTo(TestClient.TOKEN_NOT_FOUND);
        idle();
      }
      case CALLING -> checkOfCall(message, call().orElseThrow());
      case REFUSED -> {
        assertThat(message).isEqualTo(refusal);
        state = State.CLOSED;
      }
      default -> throw new AssertionError(message + ": (expected: nothing, " + state + ")");
    }
  }

  private void checkOfCall(RunnerMessage message, ModelCall running) {
    if (message instanceof ExtraInfoQuery query) {
      running.asked(query.info());
      unanswered.add(query.info());
      waited |= ModelCall.isBody(query.info());
    } else {
      running.check(message);
      draining = unanswered.size();
      unanswered.clear();
      idle();
    }
  }

  @Override
  public String toString() {
    return state
        + (deaf ? " deaf" : "")
        + (leaving == Departure.STAYS ? "" : " " + leaving)
        + (draining > 0 ? " draining " + draining : "")
        + call().map(c -> " " + c).orElse("");
  }
}
