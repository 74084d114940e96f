/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import io.github.a6runner.core.setting.EndTimes;
import io.github.a6runner.core.socket.RuntimeDir;
import io.github.a6runner.core.socket.SocketFile;
import io.github.a6runner.core.socket.StartException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes HTTP requests on a thread of its own, a few at one time. Thread-safe; whoever makes it
 * closes it.
 */
final class ManagementServer implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(ManagementServer.class);

  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rw-------");
  private static final String SETTING = "management.listen: ";
  private static final int MOST_CONNECTIONS = 16;
  private static final int LONGEST_LINE = 4096;
  private static final int LONGEST_HEADERS = 8192;
  private static final int LONGEST_CHUNK = 8192;
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long END_MILLIS = EndTimes.MANAGEMENT.toMillis();

  private final ManagementAddress address;
  private final Optional<Path> runtimeDir;
  private final Pages pages;
  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("a6-management", true), NioIoHandler.newFactory());
  private final AtomicInteger connections = new AtomicInteger();
  private @Nullable Channel listener; // guarded by this
  private @Nullable SocketFile file; // guarded by this
  private boolean closed; // guarded by this
  private boolean saidTaken; // guarded by this

  ManagementServer(ManagementAddress address, Optional<Path> runtimeDir, Pages pages) {
    this.address = address;
    this.runtimeDir = runtimeDir;
    this.pages = pages;
  }

  /**
   * Listens, if nobody else does there.
   *
   * @throws StartException if that is not possible
   */
  void listen() throws StartException {
    try {
      tryListen(false);
    } catch (StartException e) {
      throw new StartException(cannot(e), e);
    } catch (IOException e) {
      throw new StartException(cannot(e) + " (expected: a free port)", e);
    }
  }

  /**
   * Listens as soon as that is possible: the runner before this one may still have the port. A
   * socket's path is taken from it at once.
   */
  void listenWhenFree() {
    Thread thread = new Thread(this::tryUntilClosed, "a6-management-wait");
    thread.setDaemon(true);
    thread.start();
  }

  /** Listens no more, for another runner to; requests that are here are answered. */
  synchronized void stopListening() {
    closed = true;
    if (file != null) {
      file.close();
    }
    if (listener != null) {
      var unused = listener.close();
    }
  }

  @Override
  public void close() {
    stopListening();
    loop.shutdownGracefully(0, END_MILLIS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(END_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tryUntilClosed() {
    boolean done = false;
    while (!done) {
      try {
        tryListen(true);
        done = true;
      } catch (IOException e) {
        sayTaken(e);
        LockSupport.parkNanos(this, RETRY_NANOS);
      }
    }
  }

  private synchronized void sayTaken(IOException e) {
    if (!saidTaken) {
      saidTaken = true;
      logger.warn("{}; it is tried again until it is free", cannot(e));
    }
  }

  /** What the socket's file has to say is complete, with the path and what was expected. */
  private String cannot(IOException e) {
    if (e instanceof StartException) {
      return SETTING + e.getMessage();
    }
    return SETTING + address + " cannot be listened on: " + e.getMessage();
  }

  private synchronized void tryListen(boolean takeOver) throws IOException {
    if (closed) {
      return;
    }
    if (address instanceof ManagementAddress.Unix unix) {
      listenAt(unix.path(), takeOver);
    } else if (address instanceof ManagementAddress.Loopback loopback) {
      listener = bind(NioServerSocketChannel.class, loopback.address().socket());
    }
    logger.info("management: listening on {}", address);
  }

  private synchronized void listenAt(Path path, boolean takeOver) throws IOException {
    Path locks = RuntimeDir.of(runtimeDir, System.getenv());
    SocketFile reserved = SocketFile.prepare(path, takeOver, locks);
    Channel bound = null;
    try {
      SocketAddress beside = UnixDomainSocketAddress.of(reserved.bindPath());
      bound = bind(NioServerDomainSocketChannel.class, beside);
      reserved.publish(OWNER_ALONE);
      listener = bound;
      file = reserved;
    } finally {
      if (file != reserved) {
        if (bound != null) {
          var unused = bound.close();
        }
        reserved.close();
      }
    }
  }

  private Channel bind(Class<? extends ServerChannel> type, SocketAddress local)
      throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channel(type)
            .childHandler(new Initializer())
            .bind(local)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(bound.cause().getMessage(), bound.cause());
    }
    return bound.channel();
  }

  /** Sets up a connection, or closes it if there are enough. */
  private final class Initializer extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      channel.closeFuture().addListener(closing -> connections.decrementAndGet());
      if (connections.incrementAndGet() > MOST_CONNECTIONS) {
        var unused = channel.close();
        return;
      }
      channel
          .pipeline()
          .addLast(new HttpServerCodec(LONGEST_LINE, LONGEST_HEADERS, LONGEST_CHUNK))
          .addLast(new OneRequest(pages));
    }
  }
}
