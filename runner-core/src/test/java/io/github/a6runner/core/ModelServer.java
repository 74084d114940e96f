/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.conf.ConfStore;
import io.github.a6runner.core.conf.Configurer;
import io.github.a6runner.core.conf.Configurers;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.MadePlugin;
import io.github.a6runner.core.setting.FailurePolicies;
import io.github.a6runner.core.setting.FailurePolicy;
import io.github.a6runner.core.setting.FilterLimits;
import io.github.a6runner.core.setting.OnFailure;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.core.thread.Loops;
import io.github.a6runner.protocol.ExtraInfo;
import io.github.a6runner.protocol.MessageDecoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The real pipeline with confs, filters and deadlines, of which nothing goes on by itself: threads,
 * time and the event loop are in the hand of a test.
 */
final class ModelServer {
  static final Duration CALL_DEADLINE = Duration.ofSeconds(50);
  static final Duration BRIEF = Duration.ofSeconds(5);
  static final Duration CONFS_LIVE = Duration.ofMinutes(20);

  static final int MOST_CALLS = 3;
  static final int MOST_WAITING = 1;

  /** What the runner holds at most for a peer that does not read, but for the last message. */
  static final int HIGH_WATER = 512;

  static final int LAST_MESSAGE = 200;

  /** A large message, of which there is room for one at a time. */
  static final int LARGE = 70_000;

  private static final Duration EXPIRE = Duration.ofSeconds(1000);
  private static final AtomicLong COUNT = new AtomicLong();
  private static final Loops NO_LOOPS = Transport.best().newLoops("model", 1);

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
  private final AtomicLong now = new AtomicLong(1);
  private final ModelTasks configuring = new ModelTasks();
  private final ModelTasks working = new ModelTasks();
  private final ModelThreads threads = new ModelThreads();
  private final ModelFilters filters = new ModelFilters(this::isAnswered);
  private final Connections connections = new Connections(Integer.MAX_VALUE, MOST_CALLS);
  private final CallServices services =
      withRoom(CallServices.of(config(), working, now::get, RunnerHooks.NONE), LARGE + LARGE / 2);
  private final ConfStore confs;
  private final Watchdog watchdog;
  private final ManualIoEventLoop loop =
      new ManualIoEventLoop(Thread.currentThread(), LocalIoHandler.newFactory());
  private final LocalAddress address = new LocalAddress("model-" + COUNT.incrementAndGet());
  private final Channel listener;
  private final List<ModelSocket> sockets = new ArrayList<>();
  private final Map<Long, CallRun> runs = new HashMap<>();
  private final List<MadePlugin> loaded =
      new ArrayList<>(List.of(filters.load(true), filters.load(false)));
  private volatile FilterSet current = MadePlugin.set(loaded);

  ModelServer() {
    Configurer configurer = Configurers.of(() -> current, configuring, now::get);
    confs = new ConfStore(configurer, new ConfStore.Bounds(EXPIRE, Long.MAX_VALUE), 7);
    watchdog = new Watchdog(connections, NO_LOOPS, services, configurer, Optional.empty());
    listener =
        new ServerBootstrap()
            .group(loop, loop)
            .channel(LocalServerChannel.class)
            .childOption(ChannelOption.ALLOCATOR, allocator)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(HIGH_WATER / 2, HIGH_WATER))
            .childHandler(new Initializer())
            .bind(address)
            .channel();
    runLoop();
  }

  private static RunnerConfig config() {
    FailurePolicy skip = new FailurePolicy(OnFailure.FAIL, OnFailure.SKIP);
    return RunnerConfig.builder()
        .listen(Path.of("/model"))
        .callDeadline(CALL_DEADLINE)
        .workerThreads(8)
        .maxCallsWaiting(MOST_WAITING)
        .filterLimits(Map.of("brief", FilterLimits.NONE.withDeadline(BRIEF)))
        .failurePolicies(
            new FailurePolicies(FailurePolicy.FAIL, Map.of("brief", skip, "needy", skip)))
        .build();
  }

  /** Settings would not let a runner have as little room as that. */
  private static CallServices withRoom(CallServices usual, long bytes) {
    return new CallServices(
        usual.threads(),
        usual.filters(),
        usual.deadlineNanos(),
        usual.nanoTime(),
        usual.failures(),
        usual.stuck(),
        usual.bodyWaits(),
        usual.confWaits(),
        new ByteBudget(bytes),
        usual.passedOver(),
        usual.hooks(),
        usual.meter());
  }

  private final class Initializer extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      ModelSocket socket = new ModelSocket(channel);
      sockets.removeIf(each -> !each.isOpen());
      sockets.add(socket);
      channel
          .pipeline()
          .addLast(socket)
          .addLast(ReadGate.INSTANCE)
          .addLast(MessageDecoder.ofGatewayMessages())
          .addLast(new Connection(connections, confs, services));
    }
  }

  /** Connects; it has when the event loop has run. */
  ModelPeer connect() {
    return new ModelPeer(loop, address, allocator, now::get);
  }

  ModelFilters filters() {
    return filters;
  }

  long now() {
    return now.get();
  }

  /** Has something done that confs wait for, if there is such a thing. */
  void configure(int which) {
    work(configuring, which);
  }

  /** Gives a filter the thread that it waits for, if one does. */
  void work(int which) {
    work(working, which);
  }

  private void work(ModelTasks tasks, int which) {
    if (!tasks.isEmpty()) {
      threads.start(tasks.take(which));
      threads.awaitQuiet();
    }
  }

  /** Has a filter go on that pauses on its thread; false if there is none. */
  boolean resume(int which) {
    boolean resumed = threads.resume(which);
    threads.awaitQuiet();
    return resumed;
  }

  boolean hasWork() {
    return !configuring.isEmpty() || !working.isEmpty();
  }

  void advance(Duration time) {
    now.addAndGet(time.toNanos());
  }

  /** Has the watchdog look. */
  void watch() {
    watchdog.check(true);
  }

  /** The runner's end of the connection of a peer. */
  ModelSocket socketOf(ModelPeer peer) {
    return sockets.stream()
        .filter(socket -> socket.peer().equals(peer.address()))
        .findFirst()
        .orElseThrow();
  }

  /** What {@code Shutdown} does again and again. */
  void leave(Departure how) {
    connections.leave(how);
  }

  /** What {@code Plugins} does with a plugin that has changed. */
  void reload(int which) {
    MadePlugin before = loaded.set(which, filters.load(which == 0));
    current = MadePlugin.set(loaded);
    services.filters().forgive();
    confs.refresh();
    before.release();
  }

  /** Has all happen that follows from what was done. */
  void settle() {
    do {
      threads.awaitQuiet();
    } while (runLoop() > 0);
    noteRuns();
    assertThat(filters.wrong()).isEmpty();
  }

  private int runLoop() {
    int all = 0;
    for (int ran = loop.runNow(); ran > 0; ran = loop.runNow()) {
      all += ran;
    }
    return all;
  }

  private void noteRuns() {
    for (Connection connection : connections.open()) {
      connection.current().ifPresent(run -> runs.put(run.context().id(), run));
    }
  }

  private boolean isAnswered(long id, ExtraInfo info) {
    CallRun run = runs.get(id);
    return run != null && run.context().info().isAnswered(info);
  }

  /** Sees that so many calls run, and are counted. */
  void checkRunning(int least, int most) {
    int running = 0;
    for (Connection connection : connections.open()) {
      running += connection.current().isPresent() ? 1 : 0;
    }
    assertThat(running).as("calls that run").isBetween(least, most);
    assertThat(connections.callsInFlight()).as("calls in flight").isEqualTo(running);
  }

  /** Lets go of all that it holds; what is under way goes on. */
  void letGo() {
    var unused = listener.close();
    confs.close();
    loaded.forEach(MadePlugin::release);
  }

  /** Ends, and sees that nothing is left. */
  void end() {
    var unused = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    while (!loop.isTerminated()) {
      runLoop();
    }
    assertThat(filters.wrong()).isEmpty();
    assertThat(filters.confs()).as("confs that are closed").allMatch(ModelConf::isClosed);
    assertThat(filters.plugins()).as("plugins that are closed").allMatch(each -> each.isClosed());
    assertThat(connections.callsInFlight()).as("calls in flight").isZero();
    assertThat(connections.isEmpty()).as("no connections").isTrue();
    assertThat(services.bodyWaits().count()).as("calls that wait for a body").isZero();
    assertThat(services.confWaits().taken()).as("calls that wait for a conf").isZero();
    assertThat(services.bytes().reserved()).as("bytes in flight").isZero();
    assertThat(services.threads().queued()).as("work that waits").isZero();
    assertThat(services.filters().load().values()).allMatch(filter -> filter.calls() == 0);
    assertThat(threads.isEmpty()).as("no thread is left").isTrue();
    assertThat(allocator.metric().usedDirectMemory()).as("direct memory").isZero();
    assertThat(allocator.metric().usedHeapMemory()).as("heap memory").isZero();
  }
}
