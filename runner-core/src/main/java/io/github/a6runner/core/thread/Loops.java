/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.thread;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractEventExecutorGroup;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The event loops that serve connections. One that a filter holds for ever is replaced; of such
 * there may be {@link #MOST_LOST} at one time. Thread-safe.
 */
public final class Loops extends AbstractEventExecutorGroup implements EventLoopGroup {
  /** Each keeps a thread and its connections' memory until its filter returns. */
  public static final int MOST_LOST = 8;

  private final Supplier<EventLoopGroup> maker;
  private final AtomicInteger turns = new AtomicInteger();
  private final Set<Loop> lost = ConcurrentHashMap.newKeySet();
  private final Promise<Void> terminated = new DefaultPromise<>(GlobalEventExecutor.INSTANCE);
  private volatile List<Loop> serving;
  private volatile boolean ending;

  /**
   * Makes loops that begin when they are needed.
   *
   * @param number how many serve at one time
   * @param maker makes a group of one loop
   * @throws RuntimeException if the system has nothing for one of them; none is left behind then
   */
  public Loops(int number, Supplier<EventLoopGroup> maker) {
    this.maker = maker;
    this.serving = make(number, maker);
  }

  private static List<Loop> make(int number, Supplier<EventLoopGroup> maker) {
    List<Loop> made = new ArrayList<>();
    try {
      while (made.size() < number) {
        made.add(new Loop(maker.get()));
      }
    } catch (RuntimeException | Error e) {
      made.forEach(each -> each.end(0, 0, TimeUnit.MILLISECONDS));
      throw e;
    }
    return List.copyOf(made);
  }

  /** A loop with the channels that it serves, also those that it has not begun to serve. */
  private static final class Loop {
    private final EventLoopGroup group;
    private final EventLoop events;
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    private boolean isLost; // guarded by this
    private boolean hasBegun; // guarded by this

    Loop(EventLoopGroup group) {
      this.group = group;
      this.events = group.next();
    }

    /** Begins to serve a channel; null if it is lost. */
    synchronized @Nullable ChannelFuture register(Channel channel) {
      if (isLost) {
        return null;
      }
      if (!hasBegun) {
        hasBegun = true;
        events.execute(() -> LoopRound.begin(events));
      }
      channels.add(channel);
      var unused = channel.closeFuture().addListener(closed -> channels.remove(channel));
      return events.register(channel);
    }

    synchronized void lose() {
      isLost = true;
    }

    /** Has it end when it has done what it was told; at once if it cannot be told anything. */
    void endBehindTasks(long quietPeriod, long timeout, TimeUnit unit) {
      try {
        events.execute(() -> end(quietPeriod, timeout, unit));
      } catch (RejectedExecutionException | OutOfMemoryError e) { // it has ended, or has no thread
        end(quietPeriod, timeout, unit);
      }
    }

    private void end(long quietPeriod, long timeout, TimeUnit unit) {
      try {
        var unused = group.shutdownGracefully(quietPeriod, timeout, unit);
      } catch (OutOfMemoryError e) {
        // It never had a thread, and gets none to end on: it counts as ended.
      }
    }

    /** Has it end when it is let go of. */
    void endLater() {
      channels.forEach(channel -> events.execute(() -> close(channel)));
      var unused = group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
    }
  }

  private static void close(Channel channel) {
    var unused = channel.close();
  }

  /**
   * How many are lost at this moment.
   *
   * @return from 0 to {@link #MOST_LOST}
   */
  public int lost() {
    return lost.size();
  }

  /**
   * Takes a loop that a filter holds out of service, and puts another in its place. It ends when
   * the filter returns. To be called while the loop certainly is held.
   *
   * @param held the loop
   * @return the channels that it served, to be shut down; empty if it does not serve, or if too
   *     many are lost already and it stays
   * @throws RuntimeException if the system has nothing for another; it stays, too
   */
  public synchronized Optional<Collection<Channel>> lose(EventLoop held) {
    Loop loop = serving.stream().filter(each -> each.events == held).findAny().orElse(null);
    if (loop == null || ending || lost.size() >= MOST_LOST) {
      return Optional.empty();
    }
    Loop fresh = new Loop(maker.get());
    serving = serving.stream().map(each -> each == loop ? fresh : each).toList();
    loop.lose();
    lost.add(loop);
    var unused = loop.group.terminationFuture().addListener(ended -> lost.remove(loop));
    loop.endLater();
    return Optional.of(loop.channels);
  }

  @Override
  public EventLoop next() {
    return choose().events;
  }

  private Loop choose() {
    List<Loop> all = serving;
    return all.get(Math.floorMod(turns.getAndIncrement(), all.size()));
  }

  @Override
  public ChannelFuture register(Channel channel) {
    ChannelFuture registered = null;
    while (registered == null) {
      registered = choose().register(channel); // one that was lost just now is not chosen again
    }
    return registered;
  }

  @Override
  public ChannelFuture register(ChannelPromise promise) {
    throw new UnsupportedOperationException("register a promise");
  }

  @Deprecated
  @Override
  public ChannelFuture register(Channel channel, ChannelPromise promise) {
    throw new UnsupportedOperationException("register a promise");
  }

  /**
   * Ends those that serve, each when it has done what it was told before: a loop that is told to
   * end closes its channels first, and what was to leave them is lost. The others end when they are
   * let go of.
   */
  @Override
  public synchronized Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
    if (ending) {
      return terminated;
    }
    ending = true;
    AtomicInteger left = new AtomicInteger(serving.size());
    for (Loop each : serving) {
      each.group
          .terminationFuture()
          .addListener(
              ended -> {
                if (left.decrementAndGet() == 0) {
                  terminated.trySuccess(null);
                }
              });
      each.endBehindTasks(quietPeriod, timeout, unit);
    }
    return terminated;
  }

  @Deprecated
  @Override
  public void shutdown() {
    var unused = shutdownGracefully();
  }

  @Override
  public boolean isShuttingDown() {
    return ending;
  }

  @Override
  public boolean isShutdown() {
    return ending;
  }

  @Override
  public boolean isTerminated() {
    return terminated.isDone();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return terminated.await(timeout, unit);
  }

  @Override
  public Future<?> terminationFuture() {
    return terminated;
  }

  @Override
  public Iterator<EventExecutor> iterator() {
    return serving.stream().map(each -> (EventExecutor) each.events).iterator();
  }
}
