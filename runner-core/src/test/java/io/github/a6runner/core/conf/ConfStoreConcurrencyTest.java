/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.Calls;
import io.github.a6runner.core.ModelConf;
import io.github.a6runner.core.ModelFilters;
import io.github.a6runner.core.TestLog;
import io.github.a6runner.core.count.Share;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.LoadedFilter;
import io.github.a6runner.core.plugin.MadePlugin;
import io.github.a6runner.protocol.TextEntry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Confs that are prepared, used, dropped, expired and made anew by many threads at once. A longer
 * run: {@code -Dmodel.rounds=100000}.
 */
class ConfStoreConcurrencyTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = Integer.getInteger("model.rounds", 1000);
  private static final int KEYS = 12;
  private static final int RECENT = 16;
  private static final int ROOM_FOR_SEVEN = 7 * (2 * 1024 + 100);
  private static final int CALLS_THAT_WAIT = 6;
  private static final int MOST_REFUSED = 1000;
  private static final int ROUNDS_TO_RELOAD = 20;
  private static final int ROUNDS_TO_EXPIRE = 300;
  private static final Duration APISIX_KEEPS = Duration.ofSeconds(1000);

  @RegisterExtension final TestLog log = new TestLog();

  private final AtomicLong now = new AtomicLong();
  private final ModelFilters filters = new ModelFilters((id, info) -> true);
  private final ExecutorService users = Executors.newFixedThreadPool(THREADS);
  private final ExecutorService makers = Executors.newFixedThreadPool(2);
  private final Map<Long, String> textOfToken = new ConcurrentHashMap<>();
  private final AtomicLongArray recent = new AtomicLongArray(RECENT);
  private final Share waits = new Share(100);
  private final AtomicLong uses = new AtomicLong();
  private final List<MadePlugin> loaded =
      new ArrayList<>(List.of(filters.load(true), filters.load(false)));
  private volatile FilterSet current = MadePlugin.set(loaded);

  /** Its tokens begin just before the last one, and go on behind it. */
  private final ConfStore store =
      new ConfStore(
          Configurers.of(() -> current, makers, now::get),
          new ConfStore.Bounds(APISIX_KEEPS, ROOM_FOR_SEVEN),
          0xFFFF_FF00L);

  @AfterEach
  void endThreads() {
    users.shutdownNow();
    makers.shutdownNow();
  }

  @Test
  void allAtOnce_noConfIsAnothersOrUsedAfterItsEndOrLeft() throws Exception {
    List<Future<?>> ends = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      ends.add(users.submit(() -> work(number)));
    }
    for (Future<?> end : ends) {
      end.get();
    }
    store.close();
    loaded.forEach(MadePlugin::release);
    makers.shutdown();
    assertThat(makers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

    assertThat(waits.taken()).isZero();
    assertThat(store.bytes()).isZero();
    assertThat(store.size()).isZero();
    assertThat(store.identities()).isZero();
    assertThat(filters.wrong()).isEmpty();
    assertThat(filters.confs()).isNotEmpty().allMatch(ModelConf::isClosed);
    assertThat(filters.plugins()).hasSizeGreaterThan(2).allMatch(ModelFilters.Plugin::isClosed);
    assertThat(uses.get()).isGreaterThan((long) ROUNDS);
    assertThat(log.thrown()).isEmpty();
  }

  /** One of the threads also reloads plugins, another one lets confs expire. */
  private Void work(int number) throws Exception {
    Random random = new Random(number);
    Queue<Runnable> waiting = new ArrayDeque<>(); // as calls whose thread has not begun
    for (int i = 1; i <= ROUNDS; i++) {
      if (number == 0 && i % ROUNDS_TO_RELOAD == 0) {
        reload(random.nextInt(2));
      }
      if (number == 1 && i % ROUNDS_TO_EXPIRE == 0) {
        now.addAndGet(APISIX_KEEPS.multipliedBy(2).toNanos());
      }
      long token = prepare(random);
      recent.set(random.nextInt(recent.length()), token);
      if (random.nextBoolean()) {
        find(token, waiting); // else it may be dropped while its chain is made
      }
      find(recent.get(random.nextInt(recent.length())), waiting);
      while (waiting.size() > random.nextInt(CALLS_THAT_WAIT)) {
        waiting.remove().run();
      }
    }
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
    return null;
  }

  private void reload(int which) {
    MadePlugin before = loaded.set(which, filters.load(which == 0));
    current = MadePlugin.set(loaded);
    store.refresh();
    before.release();
  }

  private long prepare(Random random) {
    String key = "key-" + random.nextInt(KEYS);
    String text = key + "-" + random.nextInt(2);
    long token = store.prepare(Calls.conf(key, "quick", text, "needy", text));
    String before = textOfToken.putIfAbsent(token, text);
    assertThat(before == null || before.equals(text)).as("%s for one conf", token).isTrue();
    assertThat(token).isBetween(1L, 0xFFFF_FFFFL);
    assertThat(store.bytes()).isBetween(0L, (long) ROOM_FOR_SEVEN);
    return token;
  }

  private void find(long token, Queue<Runnable> waiting) {
    Optional<HeldConf> found = store.find(token);
    String text = textOfToken.getOrDefault(token, "none");
    found.ifPresent(held -> waiting.add(() -> begin(held, text, waiting)));
  }

  /** As a call does, which has a chain of today's filters whatever has happened to the conf. */
  private void begin(HeldConf held, String text, Queue<Runnable> waiting) {
    assertThat(held.entries())
        .containsExactly(TextEntry.of("quick", text), TextEntry.of("needy", text));
    FilterSet before = current;
    ServedChain chain = made(held);
    for (int refused = 0; !held.use(chain); refused++) {
      assertThat(refused).as("chains in a row that were gone").isLessThan(MOST_REFUSED);
      before = current;
      chain = made(held);
    }
    assertThat(before == chain.madeFrom() || before != current).as("not stale").isTrue();
    ServedChain used = chain;
    waiting.add(() -> end(held, used, text));
  }

  /** The chain may be used whatever has happened to it. */
  private void end(HeldConf held, ServedChain chain, String text) {
    chain.leases().forEach(lease -> use(chain.madeFrom(), lease, text));
    held.release();
  }

  private ServedChain made(HeldConf held) {
    CompletableFuture<ServedChain> chain = new CompletableFuture<>();
    held.whenReady(
        waits,
        Runnable::run,
        (made, failure) -> {
          if (failure == null) {
            chain.complete(made);
          } else {
            chain.completeExceptionally(failure);
          }
        });
    return chain.join();
  }

  private void use(FilterSet filters, Lease lease, String text) {
    assertThat(lease.link()).isInstanceOf(Link.Usable.class);
    Link.Usable usable = (Link.Usable) lease.link();
    assertThat(filters.find(usable.filterName()).map(LoadedFilter::filter))
        .as("the filter that was there")
        .containsSame(usable.filter());
    ModelConf conf = (ModelConf) usable.conf();
    conf.enter();
    assertThat(conf.text()).isEqualTo(text);
    conf.leave();
    uses.incrementAndGet();
  }
}
