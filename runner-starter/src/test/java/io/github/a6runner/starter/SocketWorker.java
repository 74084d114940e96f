/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.protocol.ErrorCode;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.MessageDecoder;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ErrorReply;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import io.github.a6runner.protocol.Wire;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A worker of the gateway that does everything on one thread, as nginx does: nothing comes between
 * its look whether a connection is still open and its write. Where the machine has held it up just
 * there it looks again. For one thread at a time.
 */
final class SocketWorker implements AutoCloseable {
  private static final int TRIES = 3;

  /** A worker that takes longer from its look to its write was held up. */
  private static final long HELD_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final UnixDomainSocketAddress address;
  private final PeerConf route;
  private final Deque<SocketChannel> pool = new ArrayDeque<>();
  private long token; // 0 is none

  SocketWorker(Path socket, PeerConf route) {
    this.address = UnixDomainSocketAddress.of(socket);
    this.route = route;
  }

  /**
   * Makes a call by the gateway's rules; the last reply of up to three.
   *
   * @throws NotSentException if its connection was closed just before it could be written
   */
  RunnerMessage call(String path) throws IOException {
    RunnerMessage reply = callOnce(path);
    for (int tries = 1; tries < TRIES && isTokenLost(reply); tries++) {
      token = 0;
      reply = callOnce(path);
    }
    return reply;
  }

  private static boolean isTokenLost(RunnerMessage reply) {
    return reply.equals(new ErrorReply(ErrorCode.CONF_TOKEN_NOT_FOUND));
  }

  private RunnerMessage callOnce(String path) throws IOException {
    SocketChannel channel = take();
    if (token == 0) {
      token = prepare();
    }
    ByteBuffer call = ByteBuffer.wrap(Wire.frame(Worker.request(path, token)));
    long looked = System.nanoTime();
    while (true) {
      try {
        return exchange(channel, call.duplicate());
      } catch (NotSentException e) {
        if (System.nanoTime() - looked < HELD_UP_NANOS) {
          throw e;
        }
      }
      channel = take();
      looked = System.nanoTime();
    }
  }

  /** On a connection of its own, while that of the call waits. */
  private long prepare() throws IOException {
    ByteBuffer conf =
        ByteBuffer.wrap(Wire.frame(new PrepareConf(Optional.of(route.key()), route.filters())));
    return ((PrepareConfReply) exchange(take(), conf)).confToken();
  }

  /** The connection that was used last and is still open, or a new one. */
  private SocketChannel take() throws IOException {
    while (!pool.isEmpty()) {
      SocketChannel channel = pool.removeLast();
      if (isOpen(channel)) {
        return channel;
      }
      channel.close();
    }
    return SocketChannel.open(address);
  }

  private static boolean isOpen(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    int read = channel.read(ByteBuffer.allocate(1));
    channel.configureBlocking(true);
    if (read > 0) {
      throw new IOException("bytes that nobody asked for");
    }
    return read == 0;
  }

  private RunnerMessage exchange(SocketChannel channel, ByteBuffer message) throws IOException {
    boolean kept = false;
    try {
      write(channel, message);
      RunnerMessage reply = read(channel);
      kept = !(reply instanceof ErrorReply);
      return reply;
    } finally {
      if (kept) {
        pool.addLast(channel);
      } else {
        channel.close();
      }
    }
  }

  private static void write(SocketChannel channel, ByteBuffer message) throws IOException {
    try {
      while (message.hasRemaining()) {
        channel.write(message);
      }
    } catch (IOException e) {
      throw new NotSentException(e);
    }
  }

  private static RunnerMessage read(SocketChannel channel) throws IOException {
    EmbeddedChannel decoder = new EmbeddedChannel(MessageDecoder.ofRunnerMessages());
    try {
      ByteBuffer bytes = ByteBuffer.allocate(4096);
      RunnerMessage message = null;
      while (message == null) {
        if (channel.read(bytes.clear()) < 0) {
          throw new EOFException("closed before a reply");
        }
        decoder.writeInbound(Unpooled.copiedBuffer(bytes.flip()));
        message = decoder.readInbound();
      }
      return message;
    } finally {
      decoder.finishAndReleaseAll();
    }
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : pool) {
      channel.close();
    }
  }
}
