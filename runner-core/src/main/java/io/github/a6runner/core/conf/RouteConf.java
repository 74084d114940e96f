/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.Holders;
import io.github.a6runner.core.plugin.LoadedFilter;
import io.github.a6runner.protocol.TextEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One conf of APISIX: its entries and the chain that is made of them, once for each set of filters,
 * on a thread that may block. Counted: the store holds it once and every call that uses it once;
 * when the last lets go, so does it of its chain. Thread-safe.
 */
final class RouteConf {
  private final Optional<String> route;
  private final List<TextEntry> entries;
  private final Configurer configurer;
  private volatile @Nullable ServedChain served;
  private @Nullable CompletableFuture<ServedChain> making; // guarded by this
  private final Holders holders = new Holders();
  private boolean closed; // guarded by this

  RouteConf(Optional<String> key, List<TextEntry> entries, Configurer configurer) {
    this.route = key.flatMap(RouteId::ofKey);
    this.entries = entries;
    this.configurer = configurer;
  }

  /** The id of its route, if APISIX tells. */
  Optional<String> route() {
    return route;
  }

  List<TextEntry> entries() {
    return entries;
  }

  /** The chain, if it is made of today's filters and none of them is due for another try. */
  Optional<ServedChain> ready() {
    ServedChain made = served;
    return made == null || isStale(made) || made.chain().wantsRetry(configurer.now())
        ? Optional.empty()
        : Optional.of(made);
  }

  /** Whether filters have been loaded or removed since a chain was made. */
  boolean isStale(ServedChain made) {
    return made.madeFrom() != configurer.filters();
  }

  /** Makes the chain, or what of it has failed or changed, unless that is under way. */
  synchronized CompletionStage<ServedChain> make() {
    CompletableFuture<ServedChain> current = making;
    if (current != null) {
      return current;
    }
    if (closed) {
      return CompletableFuture.failedStage(new IllegalStateException("conf: closed"));
    }
    CompletableFuture<ServedChain> started = new CompletableFuture<>();
    making = started;
    try {
      configurer.executor().execute(() -> makeNow(started));
    } catch (RejectedExecutionException e) {
      making = null;
      started.completeExceptionally(e);
    }
    return started;
  }

  /** Makes the chain again on this thread if it is one of filters that are not today's. */
  void refresh() {
    CompletableFuture<ServedChain> started = new CompletableFuture<>();
    synchronized (this) {
      if (making != null || closed || ready().isPresent()) {
        return; // who makes it now looks at the end whether it is stale
      }
      making = started;
    }
    makeNow(started);
  }

  /** The gateway has prepared the conf again: what has failed gets another try at once. */
  void preparedAgain() {
    ServedChain made = served;
    if (made != null && made.chain().hasFailing()) {
      make();
    }
  }

  /** Holds this for a call; false if it is closed already. */
  boolean hold() {
    return holders.hold();
  }

  /** Lets go; the last one lets go of the chain, or whoever makes one at that moment. */
  void release() {
    if (holders.release()) {
      ServedChain last = close();
      if (last != null) {
        last.release();
      }
    }
  }

  private synchronized @Nullable ServedChain close() {
    closed = true;
    return making == null ? served : null;
  }

  private void makeNow(CompletableFuture<ServedChain> result) {
    try {
      FilterSet filters = configurer.filters();
      made(new ServedChain(leases(filters), filters, configurer.executor()), result);
    } catch (Throwable e) {
      ServedChain left;
      synchronized (this) {
        making = null;
        left = closed ? served : null; // who left meanwhile has left it to this one
      }
      result.completeExceptionally(e);
      if (left != null) {
        left.release();
      }
    }
  }

  private void made(ServedChain chain, CompletableFuture<ServedChain> result) {
    ServedChain before;
    boolean unheld;
    synchronized (this) {
      before = served;
      served = chain;
      making = null;
      unheld = closed;
    }
    result.complete(chain);
    if (before != null) {
      before.release();
    }
    if (unheld) {
      chain.release();
    } else if (isStale(chain)) {
      make();
    }
  }

  private List<Lease> leases(FilterSet filters) {
    ServedChain before = served;
    List<Lease> leases = new ArrayList<>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      leases.add(
          before != null && isUnchanged(i, before.madeFrom(), filters)
              ? again(filters, i, before.leases().get(i))
              : configurer.configure(filters, entries.get(i), 0));
    }
    return leases;
  }

  /** Whether an entry's filter is the very same in two sets, or in neither. */
  private boolean isUnchanged(int index, FilterSet before, FilterSet now) {
    String name = entries.get(index).name().string();
    return before == now
        || before.find(name).map(LoadedFilter::filter).orElse(null)
            == now.find(name).map(LoadedFilter::filter).orElse(null);
  }

  private Lease again(FilterSet filters, int index, Lease lease) {
    return lease.link() instanceof Link.Failing failing
        ? configurer.configure(filters, entries.get(index), failing.attempts())
        : lease.hold();
  }
}
