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
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.MadePlugin;
import io.github.a6runner.protocol.TextEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final int FEWER_CONFS = 8;
  private static final int ROUNDS_TO_RELOAD = 20;
  private static final int ROUNDS_TO_EXPIRE = 300;
  private static final Duration APISIX_KEEPS = Duration.ofSeconds(1000);

  @RegisterExtension final TestLog log = new TestLog();

  private final AtomicLong now = new AtomicLong();
  private final ModelFilters filters = new ModelFilters((id, info) -> true);
  private final ExecutorService users = Executors.newFixedThreadPool(THREADS);
  private final ExecutorService makers = Executors.newFixedThreadPool(2);
  private final Map<Long, String> textOfToken = new ConcurrentHashMap<>();
  private final AtomicLongArray recent = new AtomicLongArray(2 * FEWER_CONFS);
  private final AtomicLong uses = new AtomicLong();
  private final List<MadePlugin> loaded =
      new ArrayList<>(List.of(filters.load(true), filters.load(false)));
  private volatile FilterSet current = MadePlugin.set(loaded);

  /** Its tokens begin just before the last one, and go on behind it. */
  private final ConfStore store =
      new ConfStore(
          new Configurer(() -> current, makers, now::get),
          APISIX_KEEPS,
          FEWER_CONFS,
          0xFFFF_FF00L,
          now::get);

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

    assertThat(filters.wrong()).isEmpty();
    assertThat(filters.confs()).isNotEmpty().allMatch(ModelConf::isClosed);
    assertThat(filters.plugins()).hasSizeGreaterThan(2).allMatch(ModelFilters.Plugin::isClosed);
    assertThat(uses.get()).isGreaterThan((long) ROUNDS);
    assertThat(log.thrown()).isEmpty();
  }

  /** One of the threads also reloads plugins, another one lets confs expire. */
  private Void work(int number) throws Exception {
    Random random = new Random(number);
    for (int i = 1; i <= ROUNDS; i++) {
      if (number == 0 && i % ROUNDS_TO_RELOAD == 0) {
        reload(random.nextInt(2));
      }
      if (number == 1 && i % ROUNDS_TO_EXPIRE == 0) {
        now.addAndGet(APISIX_KEEPS.multipliedBy(2).toNanos());
      }
      long token = prepare(random);
      recent.set(random.nextInt(recent.length()), token);
      find(token);
      find(recent.get(random.nextInt(recent.length())));
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
    return token;
  }

  private void find(long token) throws Exception {
    Optional<HeldConf> found = store.find(token);
    if (found.isPresent()) {
      use(found.get(), textOfToken.getOrDefault(token, "none"));
    }
  }

  /** Uses it as a call does: the chain too is held, unless it has been replaced just now. */
  private void use(HeldConf held, String text) throws Exception {
    assertThat(held.entries())
        .containsExactly(TextEntry.of("quick", text), TextEntry.of("needy", text));
    CompletableFuture<Optional<ServedChain>> used = new CompletableFuture<>();
    held.whenReady(
        Runnable::run,
        (made, failure) -> used.complete(Optional.ofNullable(made).filter(held::use)));
    used.get().ifPresent(chain -> chain.leases().forEach(lease -> use(lease, text)));
    held.release();
  }

  private void use(Lease lease, String text) {
    assertThat(lease.link()).isInstanceOf(Link.Usable.class);
    ModelConf conf = (ModelConf) ((Link.Usable) lease.link()).conf();
    conf.enter();
    assertThat(conf.text()).isEqualTo(text);
    conf.leave();
    uses.incrementAndGet();
  }
}
