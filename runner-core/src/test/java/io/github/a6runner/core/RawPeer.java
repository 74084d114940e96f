/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A connection of a peer that knows no protocol: it sends bytes in pieces, says that it will send
 * no more, and reads until the runner closes. It writes and reads by turns, so it never waits for a
 * runner that waits for it.
 */
final class RawPeer {

  private static final int READ_BYTES = 64 * 1024;

  /** A runner that takes nothing for so long takes nothing more. */
  private static final int QUIET_MILLIS = 2000;

  /** A runner that has taken so much takes all. */
  private static final long MOST_TAKEN = 64L << 20;

  private final Selector selector;
  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.allocate(READ_BYTES);
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final long end;

  private RawPeer(Selector selector, SocketChannel channel, long patienceNanos) {
    this.selector = selector;
    this.channel = channel;
    this.end = System.nanoTime() + patienceNanos;
  }

  /**
   * Makes one connection and returns all that came on it.
   *
   * @param socket where the runner listens
   * @param bytes what is sent
   * @param pieceLength how many of them at a time
   * @param patienceSeconds how long all of it may take
   */
  static byte[] exchange(Path socket, byte[] bytes, int pieceLength, int patienceSeconds)
      throws IOException {
    long patience = TimeUnit.SECONDS.toNanos(patienceSeconds);
    try (Selector selector = Selector.open();
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      channel.configureBlocking(false);
      return new RawPeer(selector, channel, patience).exchange(ByteBuffer.wrap(bytes), pieceLength);
    }
  }

  /** Writes bytes again and again until they are not taken for some time; returns their number. */
  static long flood(Path socket, byte[] bytes) throws IOException {
    try (Selector selector = Selector.open();
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_WRITE);
      long taken = 0;
      ByteBuffer next = ByteBuffer.wrap(bytes);
      while (taken < MOST_TAKEN && selector.select(QUIET_MILLIS) > 0) {
        selector.selectedKeys().clear();
        taken += channel.write(next);
        if (!next.hasRemaining()) {
          next.rewind();
        }
      }
      return taken;
    }
  }

  private byte[] exchange(ByteBuffer bytes, int pieceLength) throws IOException {
    SelectionKey key = channel.register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    boolean open = true;
    while (open) {
      awaitTurn();
      if (key.isWritable()) {
        open = write(bytes, pieceLength, key);
      }
      if (key.isReadable()) {
        open = read();
      }
    }
    return received.toByteArray();
  }

  private void awaitTurn() throws IOException {
    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    if (left <= 0 || selector.select(left) == 0) {
      throw new AssertionError("connection: still open (expected: closed by the runner)");
    }
    selector.selectedKeys().clear();
  }

  /** Returns false if the runner reads no more; what it has sent before is read nevertheless. */
  private boolean write(ByteBuffer bytes, int pieceLength, SelectionKey key) throws IOException {
    try {
      int length = Math.min(pieceLength, bytes.remaining());
      bytes.position(bytes.position() + channel.write(bytes.slice(bytes.position(), length)));
      if (!bytes.hasRemaining()) {
        key.interestOps(SelectionKey.OP_READ);
        channel.shutdownOutput();
      }
    } catch (IOException e) {
      key.interestOps(SelectionKey.OP_READ);
    }
    return true;
  }

  private boolean read() throws IOException {
    in.clear();
    int count;
    try {
      count = channel.read(in);
    } catch (IOException e) {
      count = -1; // reset: the runner closed while there was more to read
    }
    if (count > 0) {
      received.write(in.array(), 0, count);
    }
    return count >= 0;
  }
}
