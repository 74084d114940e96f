/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.ExtraInfo;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.MessageDecoder;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ExtraInfoQuery;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.protocol.Wire;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A connection of the gateway, on the thread that calls: one for each, since it is not shared. */
final class SoakPeer implements AutoCloseable {
  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(60);

  private final SocketChannel channel;
  private final Selector readable;
  private final EmbeddedChannel decoder = new EmbeddedChannel(MessageDecoder.ofRunnerMessages());
  private final ByteBuffer bytes;

  private SoakPeer(SocketChannel channel, Selector readable, int atOnce) {
    this.channel = channel;
    this.readable = readable;
    this.bytes = ByteBuffer.allocate(atOnce);
  }

  /** Connects; at most so many bytes are taken at once. */
  static SoakPeer open(Path socket, int atOnce) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    channel.configureBlocking(false);
    Selector readable = Selector.open();
    channel.register(readable, SelectionKey.OP_READ);
    return new SoakPeer(channel, readable, atOnce);
  }

  /** Prepares a conf of one filter, and returns its token. */
  long prepare(String filter, String conf) throws IOException {
    send(new PrepareConf(Optional.of(filter + conf), List.of(TextEntry.of(filter, conf))));
    RunnerMessage reply = receive();
    if (reply instanceof PrepareConfReply prepared) {
      return prepared.confToken();
    }
    throw new IOException("prepare: " + reply);
  }

  /** Sends a call, answers what is asked about it, and returns the reply. */
  RunnerMessage call(GatewayMessage call, String mark) throws IOException {
    send(call);
    RunnerMessage reply = receive();
    while (reply instanceof ExtraInfoQuery query) {
      String answer = query.info() instanceof ExtraInfo.Variable ? variable(mark) : body(mark);
      Bytes result = Bytes.of(answer.getBytes(StandardCharsets.UTF_8));
      send(new ExtraInfoReply(Optional.of(result)));
      reply = receive();
    }
    return reply;
  }

  /** What the variable of a call is. */
  static String variable(String mark) {
    return "variable-of-" + mark;
  }

  /** What the body of a call is. */
  static String body(String mark) {
    return "body-of-" + mark;
  }

  void send(GatewayMessage message) throws IOException {
    sendBytes(Wire.frame(message));
  }

  void sendBytes(byte[] frame) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(frame);
    while (left.hasRemaining()) {
      if (channel.write(left) == 0) {
        Thread.onSpinWait();
      }
    }
  }

  RunnerMessage receive() throws IOException {
    return receive(() -> {});
  }

  /** Waits for a message, and does something before each read. */
  RunnerMessage receive(Runnable beforeRead) throws IOException {
    RunnerMessage message = null;
    while (message == null) {
      beforeRead.run();
      if (read() < 0) {
        throw new EOFException("closed before a reply");
      }
      decoder.writeInbound(Unpooled.copiedBuffer(bytes.flip()));
      message = decoder.readInbound();
    }
    return message;
  }

  private int read() throws IOException {
    int count = channel.read(bytes.clear());
    while (count == 0) {
      if (readable.select(PATIENCE_MILLIS) == 0) {
        throw new IOException("no reply in " + PATIENCE_MILLIS + " ms");
      }
      readable.selectedKeys().clear();
      count = channel.read(bytes.clear());
    }
    return count;
  }

  /** Waits until the runner hangs up, and returns how many bytes came before. */
  int awaitEnd() throws IOException {
    int all = 0;
    for (int count = read(); count >= 0; count = read()) {
      all += count;
    }
    return all;
  }

  /** Fails if there is anything behind the replies, or the connection is closed. */
  void requireQuiet() throws IOException {
    int count = channel.read(bytes.clear());
    if (count != 0) {
      throw new IOException(count < 0 ? "closed between calls" : "bytes that nobody asked for");
    }
  }

  @Override
  public void close() throws IOException {
    decoder.finishAndReleaseAll();
    channel.close();
    readable.close();
  }
}
