/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.plugin.PluginDesk;
import io.github.a6runner.core.plugin.Plugins;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ExtraInfoQuery;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * No data of one call is ever seen in another, whoever hangs up meanwhile, and whatever becomes of
 * confs and the plugin. A longer run: {@code -Dmodel.own.rounds=1000}.
 */
class OwnDataTest {
  private static final int THREADS = 4;
  private static final int CONNECTIONS_OF_A_THREAD = 64;
  private static final int ROUNDS = Integer.getInteger("model.own.rounds", 5);
  private static final int CONFS = 150;
  private static final int CALLS_TO_RELOAD = 20;
  private static final int QUESTIONS_TO_HANG_UP = 40;

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final AtomicLongArray tokens = new AtomicLongArray(CONFS);
  private final AtomicInteger checked = new AtomicInteger();
  private final AtomicInteger unknownTokens = new AtomicInteger();
  private PluginDesk desk;
  private Plugins plugins;

  /** The version of the plugin that is in service, and the one that may be. */
  private volatile int inService;

  private volatile int next;

  @BeforeEach
  void start(@TempDir Path temp) throws IOException {
    desk = new PluginDesk(temp);
    put(0);
    plugins = desk.load();
    runner.start(config -> config.maxConfBytes(RunnerConfig.LEAST_CONF_BYTES), plugins);
  }

  private void put(int version) throws IOException {
    Path jar =
        desk.jarOfClasses(
            OwnFilters.VERSION, String.valueOf(version), OwnFilters.class, OwnData.class);
    desk.put(jar, "own.jar");
  }

  @AfterEach
  void close() {
    plugins.close();
  }

  @Test
  void call_among256_seesWhatIsItsOwn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        ends.add(threads.submit(() -> work(number)));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(log.thrown()).isEmpty();
    assertThat(checked).hasValueGreaterThan(THREADS * CONNECTIONS_OF_A_THREAD * ROUNDS / 2);
    assertThat(unknownTokens).hasPositiveValue();
    assertThat(inService).isGreaterThan(ROUNDS);
  }

  /** A connection and the call on it. */
  private final class Line {
    private final Random random;
    private TestClient client = new TestClient(runner.socket());
    private OwnCall call = new OwnCall(0, 0);
    private int begun;

    private Line(Random random) {
      this.random = random;
    }

    private void begin(OwnCall made) {
      call = made;
      begun = inService;
      if (tokens.get(call.conf()) == 0) {
        prepare();
      }
      client.send(call.message(tokens.get(call.conf())));
    }

    /** As each of APISIX's processes does, whose tokens are one another's. */
    private void prepare() {
      tokens.set(call.conf(), ((PrepareConfReply) client.ask(call.prepare())).confToken());
    }

    /** Takes one message; false if the call is over by it. */
    private boolean goOn() {
      RunnerMessage message = client.receive();
      if (message instanceof ExtraInfoQuery query) {
        return answer(query);
      }
      if (message.equals(TestClient.TOKEN_NOT_FOUND)) {
        unknownTokens.incrementAndGet();
        prepare();
        begin(call);
        return true;
      }
      check(message);
      checked.incrementAndGet();
      return false;
    }

    private void check(RunnerMessage reply) {
      int now = next;
      int version = OwnCall.version(reply);
      assertThat(reply).isEqualTo(call.reply(version));
      assertThat(version).as("of a plugin in service").isBetween(begun, now);
    }

    private boolean answer(ExtraInfoQuery query) {
      if (random.nextInt(QUESTIONS_TO_HANG_UP) > 0) {
        client.send(new ExtraInfoReply(Optional.of(call.answer(query.info()))));
        return true;
      }
      client.sendBytes(new byte[] {3, 0, 9, 0, 1, 2, 3}); // as the beginning of an answer
      client.close();
      client = new TestClient(runner.socket());
      return false;
    }
  }

  /** Has a call under way on each connection of this thread at once, again and again. */
  private Void work(int number) throws IOException {
    Random random = new Random(number);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS_OF_A_THREAD; i++) {
      lines.add(new Line(random));
    }
    long id = number;
    for (int round = 0; round < ROUNDS; round++) {
      for (Line line : lines) {
        id += THREADS;
        line.begin(new OwnCall(id, random.nextInt(CONFS)));
      }
      List<Line> open = new ArrayList<>(lines);
      while (!open.isEmpty()) {
        Collections.shuffle(open, random);
        open.removeIf(line -> !line.goOn());
        if (number == 0) {
          reload();
        }
      }
    }
    lines.forEach(line -> line.client.close());
    return null;
  }

  /** By one of the threads; a call takes the plugin that is in service when it begins. */
  private void reload() throws IOException {
    int version = inService + 1;
    if (checked.get() >= version * CALLS_TO_RELOAD) {
      next = version;
      put(version);
      PluginDesk.settle(plugins);
      inService = version;
    }
  }
}
