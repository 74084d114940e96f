/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import org.jspecify.annotations.Nullable;

/** What is done to the socket of a channel where the channel itself would do it later. */
final class ChannelSocket {
  private static final int READ_BYTES = 4096;

  private ChannelSocket() {}

  /**
   * Reads what has come just now, as the event loop itself is going to do only when it is done with
   * what it is at. On the channel's event loop.
   *
   * @return whether something was read, and what came of it is behind the caller; false where it
   *     cannot be told
   */
  static boolean readNow(Channel channel) {
    Socket socket = epollSocket(channel);
    return socket != null && readOnce(channel, socket);
  }

  /**
   * Ends what the peer can send: its writes fail from here on, and what it has written before is
   * read right here, or lost where that is not to be had. On the channel's event loop, which then
   * closes the channel.
   */
  static void endInput(Channel channel) {
    Socket socket = epollSocket(channel);
    if (socket != null) {
      if (channel.isOpen() && readLast(channel, socket)) {
        while (readOnce(channel, socket)) {
          // the rest of it
        }
      }
    } else if (channel instanceof DuplexChannel duplex) {
      var unused = duplex.shutdown();
    }
  }

  /**
   * Shuts a channel's socket down, so that its peer sees the end at once; the channel stays open.
   * On any thread, as long as the channel's event loop certainly does not close it meanwhile. Does
   * nothing where the JDK has the socket.
   */
  static void shutDown(Channel channel) {
    if (channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket) {
      shutDown(socket, true);
    }
  }

  /**
   * Sends what was written to a channel and was to leave with others, as far as its peer takes it.
   * On any thread, as long as the channel's event loop certainly does nothing with it, and never
   * will but close it when the socket is shut down. Does nothing where the JDK has the socket.
   */
  static void sendLast(Channel channel) {
    ChannelOutboundBuffer written = channel.unsafe().outboundBuffer();
    if (written != null && channel instanceof UnixChannel unix && unix.fd() instanceof Socket to) {
      written.addFlush();
      ByteBuffer[] parts = written.nioBuffers();
      boolean taken = true;
      for (int i = 0; taken && i < written.nioBufferCount(); i++) {
        taken = isTaken(to, parts[i]);
      }
    }
  }

  private static boolean isTaken(Socket socket, ByteBuffer part) {
    try {
      return socket.write(part, part.position(), part.limit()) == part.remaining();
    } catch (IOException | NotYetConnectedException e) {
      return false; // the peer has closed it already
    }
  }

  /**
   * Looks at a socket and ends it: the first time takes long, and at a hand-over this comes for
   * each connection.
   */
  static void preload() {
    EpollDomainSocketChannel channel = new EpollDomainSocketChannel();
    Socket socket = epollSocket(channel);
    if (socket != null) {
      shutDown(socket, false);
      var unused = readInto(socket, ByteBuffer.allocateDirect(1));
      shutDown(socket, true);
    }
    channel.unsafe().closeForcibly();
  }

  /** The socket of a channel that can be looked at from here; null of any other. */
  private static @Nullable Socket epollSocket(Channel channel) {
    return channel instanceof EpollDomainSocketChannel epoll && epoll.fd() instanceof Socket socket
        ? socket
        : null;
  }

  /** Until its peer sees the end, what it writes fails: so nothing else is done in between. */
  private static boolean readLast(Channel channel, Socket socket) {
    ByteBuf read = channel.alloc().directBuffer(READ_BYTES);
    ByteBuffer room = read.internalNioBuffer(0, READ_BYTES);
    shutDown(socket, false);
    int count = readInto(socket, room);
    if (count <= 0) {
      shutDown(socket, true);
    }
    return passOn(channel, read, count);
  }

  /** Once a channel is closed its descriptor may be another's. */
  private static boolean readOnce(Channel channel, Socket socket) {
    if (!channel.isOpen()) {
      return false;
    }
    ByteBuf read = channel.alloc().directBuffer(READ_BYTES);
    return passOn(channel, read, readInto(socket, read.internalNioBuffer(0, READ_BYTES)));
  }

  /** Takes what was read over; whether it was anything. */
  private static boolean passOn(Channel channel, ByteBuf read, int count) {
    if (count <= 0) {
      read.release();
      return false;
    }
    channel.pipeline().fireChannelRead(read.writerIndex(count)).fireChannelReadComplete();
    return true;
  }

  private static int readInto(Socket socket, ByteBuffer room) {
    try {
      return socket.read(room, room.position(), room.limit());
    } catch (IOException | NotYetConnectedException e) {
      return -1; // the peer has closed it already
    }
  }

  /** Has the peer's writes fail, and have it see the end as well if that is wanted. */
  private static void shutDown(Socket socket, boolean output) {
    try {
      socket.shutdown(true, output);
    } catch (IOException | NotYetConnectedException e) {
      // The peer has closed it already.
    }
  }
}
