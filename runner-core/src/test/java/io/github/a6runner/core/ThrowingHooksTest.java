/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.Decision;
import io.github.a6runner.core.conf.ConfStore;
import io.github.a6runner.core.conf.ConfStores;
import io.github.a6runner.core.conf.Configurers;
import io.github.a6runner.core.log.LogContext;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.protocol.LargeFrame;
import io.netty.channel.embedded.EmbeddedChannel;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever is told of a call must not throw; who does so all the same keeps neither its one reply
 * from leaving nor anything from being given back.
 */
class ThrowingHooksTest {
  private static final String THROWN = "thrown by a hook";
  private static final Body TOO_LARGE = Body.of(new byte[1 << 24]);

  @RegisterExtension final TestLog log = new TestLog();

  private final TestClock clock = new TestClock();
  private final CloseableConfs filter = new CloseableConfs((call, conf) -> goes(conf));
  private final FilterSet filters =
      FilterSet.of(filter, Filters.request("next", (call, conf) -> Decision.proceed()));
  private final ConfStore confs =
      ConfStores.of(Configurers.of(() -> filters, Runnable::run, clock));
  private final Connections connections = new Connections(1, 1);
  private final Queue<Runnable> work = new ArrayDeque<>();
  private final EmbeddedChannel channel = new EmbeddedChannel();

  /** What becomes of a call. */
  private enum Way {
    PROCEEDS,
    STOPS,
    FAILS,
    FITS_NO_FRAME,
    IS_LATE,
    BREAKS_THE_PROTOCOL,
    IS_HUNG_UP
  }

  static Stream<Arguments> waysAndHooks() {
    return Stream.of(Way.values())
        .flatMap(
            way ->
                Stream.of(CallObserver.class, RunnerEvents.class)
                    .flatMap(type -> Stream.of(type.getMethods()))
                    .map(Method::getName)
                    .map(hook -> Arguments.of(way, hook)));
  }

  @AfterEach
  void closeChannel() {
    try {
      var unused = channel.finishAndReleaseAll();
    } catch (IllegalStateException e) {
      assertThat(e).as("what has come out of the event loop's tasks").hasMessage(THROWN);
    }
  }

  @ParameterizedTest
  @MethodSource("waysAndHooks")
  void call_whoseHookThrows_isAnsweredOnceAndGivesBackWhatItHolds(Way way, String hook) {
    long token = confs.prepare(Calls.conf("k", "closeable", way.name(), "next", ""));
    CallServices services = connect(hook);

    channel.writeInbound(Calls.request(5, token));
    doWork();

    assertThat(Calls.allWritten(channel)).hasSizeBetween(way == Way.IS_HUNG_UP ? 0 : 1, 1);
    assertThat(connections.tryBeginCall()).as("no call is in flight").isTrue();
    assertThat(services.bytes().reserved()).isZero();
    confs.close();
    assertThat(filter.closed()).containsExactly(way.name());
  }

  private Decision goes(String way) {
    switch (Way.valueOf(way)) {
      case PROCEEDS -> {}
      case STOPS -> {
        return Decision.stop(204);
      }
      case FAILS -> throw new IllegalStateException("no");
      case FITS_NO_FRAME -> {
        return Decision.stop(200).body(TOO_LARGE);
      }
      case IS_LATE -> {
        CallRun run = connection().current().orElseThrow();
        run.onLoop(run::expire);
        channel.runPendingTasks();
      }
      case BREAKS_THE_PROTOCOL -> channel.writeInbound(Calls.request(6, 0));
      case IS_HUNG_UP -> {
        channel.pipeline().fireUserEventTriggered(new LargeFrame(1 << 20));
        channel.close().syncUninterruptibly();
      }
    }
    return Decision.proceed();
  }

  private Connection connection() {
    return channel.pipeline().get(Connection.class);
  }

  private CallServices connect(String hook) {
    RunnerHooks hooks =
        new RunnerHooks(
            throwing(CallObserver.class, hook),
            throwing(RunnerEvents.class, hook),
            LogContext.IN_MDC);
    RunnerConfig config = RunnerConfig.builder().listen(Path.of("/x")).build();
    CallServices services = CallServices.of(config, work::add, clock, hooks);
    channel.pipeline().addLast(new Connection(connections, confs, services));
    return services;
  }

  private static <T> T throwing(Class<T> type, String hook) {
    InvocationHandler handler =
        (proxy, method, args) -> {
          if (method.getName().equals(hook)) {
            throw new IllegalStateException(THROWN);
          }
          return null;
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private void doWork() {
    channel.runPendingTasks();
    for (Runnable next = work.poll(); next != null; next = work.poll()) {
      next.run();
      channel.runPendingTasks();
    }
  }
}
